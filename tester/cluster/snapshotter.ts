import { hashOf } from "../sim/random";
import type { JsonText, Node } from "../trace/event";
import type { StateMachine } from "./host";
import type { Server } from "./server";

/** A snapshot is handed down up to this long after the entry that is due for it was applied, drawn, µs. */
const SNAPSHOT_WITHIN_US = 5_000;

/** What the snapshotter may do. */
export interface Below {
  seed: number;
  /** Does something after a while, unless that very incarnation has ended or stands still by then. */
  later(server: Server, delayUs: number, action: () => Promise<void>): void;
  /** Hands a snapshot down to a server's Raft. */
  snapshot(id: Node, index: number, text: string): Promise<void>;
}

/**
 * The service of lab 2d. Its state is what has been applied so far, its snapshot a text that says so: of one index
 * there is one text, as all servers apply the same there (Raft §7).
 */
export class Snapshotter implements StateMachine {
  /** What was applied at each index, by whoever was first. */
  private readonly log: JsonText[] = [];
  /** Of every text that has been made, the last entry that it covers. */
  private readonly indices = new Map<string, number>();
  /** Of each prefix of the log a number that depends on all of it. */
  private readonly digests: number[] = [0];

  constructor(
    /** A server is handed a snapshot at each multiple of this. */
    private readonly every: number,
    private readonly below: Below,
  ) {}

  /** @throws Error for a text that no snapshot has: the disk holds only what a law has let pass */
  indexOf(snapshot: string): number {
    const index = this.indices.get(snapshot);
    if (index === undefined) throw new Error(`no snapshot reads ${JSON.stringify(snapshot)}`);
    return index;
  }

  /** What was applied at an index that has been applied by someone, as JSON. */
  commandAt(index: number): JsonText | undefined {
    return this.log[index - 1];
  }

  applied(server: Server, index: number, command: JsonText): void {
    if (this.log.length === index - 1) this.log.push(command);
    if (index % this.every !== 0) return;
    const { below } = this;
    const delayUs = (hashOf(below.seed, "snapshot", server.id, server.incarnation, index) >>> 0) % SNAPSHOT_WITHIN_US;
    below.later(server, delayUs, async () => {
      // One that has come from the leader meanwhile covers it.
      if (server.restored < index) await below.snapshot(server.id, index, this.textOf(index));
    });
  }

  private textOf(index: number): string {
    for (let i = this.digests.length; i <= index; i++) {
      this.digests.push(hashOf(this.digests[i - 1], this.log[i - 1]) >>> 0);
    }
    const text = `entries 1 to ${index}: ${this.digests[index].toString(16)}`;
    this.indices.set(text, index);
    return text;
  }
}
