import { Disk } from "../disk/disk";
import { Process } from "./process";

/** The host's side of one server: what it is, apart from what happens inside its realm. */
export class Server extends Process {
  killed = false;
  readonly disk = new Disk();

  /** What `getState` said last, in this incarnation. */
  term = 0;
  isLeader = false;
  /** Highest index applied in this incarnation, by entries or by a snapshot; 0 for none. */
  applied = 0;
  /** Highest index that came to this incarnation by a snapshot, read at its boot or handed up; 0 for none. */
  restored = 0;
  /** The entries that it applied in this incarnation, as JSON, by index. */
  readonly commands = new Map<number, string>();

  /** Forgets all that a crash takes: everything but the disk. */
  override clear(): void {
    super.clear();
    this.term = 0;
    this.isLeader = false;
    this.applied = 0;
    this.restored = 0;
    this.commands.clear();
  }
}
