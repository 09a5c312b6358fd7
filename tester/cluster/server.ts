import { Disk } from "../disk/disk";
import type { Mailbox } from "../realm/mailbox";
import type { Scheduled } from "../sim/simulator";
import type { Node } from "../trace/event";

/** The host's side of one server: what it is, apart from what happens inside its realm. */
export class Server {
  /** 0 before the first boot; one more with each boot. */
  incarnation = 0;
  /** The realm that is up; `undefined` while the server is down. */
  realm: Mailbox | undefined;
  paused = false;
  killed = false;
  readonly disk = new Disk();

  /** What `getState` said last, in this incarnation. */
  term = 0;
  isLeader = false;
  /** Highest index applied in this incarnation; 0 for none. */
  applied = 0;
  /** What it applied in this incarnation, as JSON, by index. */
  readonly commands = new Map<number, string>();

  /** Timers that are set, by the realm's own numbers. */
  readonly timers = new Map<number, Scheduled>();
  /** While paused: events in order of arrival, then timers in order of their due time. */
  readonly inbox: string[] = [];
  readonly overdue: number[] = [];
  /** The realm's call numbers, by the run's. */
  readonly calls = new Map<number, number>();

  /** Decides at each event whether the server crashes there: how many of its effects happen, or `undefined`. */
  crashPlan: ((effects: readonly string[]) => number | undefined) | undefined;

  constructor(readonly id: Node) {}

  get isUp(): boolean {
    return this.realm !== undefined;
  }

  /** Up and handling events. */
  get isRunning(): boolean {
    return this.isUp && !this.paused;
  }

  /** Forgets all that a crash takes: everything but the disk. */
  clear(): void {
    this.realm = undefined;
    this.paused = false;
    this.crashPlan = undefined;
    this.term = 0;
    this.isLeader = false;
    this.applied = 0;
    this.commands.clear();
    this.timers.clear();
    this.inbox.length = 0;
    this.overdue.length = 0;
    this.calls.clear();
  }
}
