import type { Mailbox } from "../realm/mailbox";
import type { Scheduled } from "../sim/simulator";
import type { Node } from "../trace/event";

/** The host's side of what runs in a realm of its own: a server, or a clerk. */
export class Process {
  /** 0 before the first boot; one more with each boot. */
  incarnation = 0;
  /** The realm that is up; `undefined` while the process is down. */
  realm: Mailbox | undefined;
  paused = false;
  /** In the whole run: timers set, and what others or the disk could see of it (sent, saved, answered, applied). */
  timersSet = 0;
  deeds = 0;

  /** Timers that are set, by the realm's own numbers. */
  readonly timers = new Map<number, Scheduled>();
  /** While paused: events in order of arrival, then timers in order of their due time. */
  readonly inbox: string[] = [];
  readonly overdue: number[] = [];
  /** The realm's call numbers, by the run's. */
  readonly calls = new Map<number, number>();

  /** Decides at each event whether it crashes there: how many of its effects happen, or `undefined`. */
  crashPlan: CrashPlan | undefined;

  constructor(readonly id: Node) {}

  get isUp(): boolean {
    return this.realm !== undefined;
  }

  /** Up and handling events. */
  get isRunning(): boolean {
    return this.isUp && !this.paused;
  }

  /** Forgets all that a crash takes. */
  clear(): void {
    this.realm = undefined;
    this.paused = false;
    this.crashPlan = undefined;
    this.timers.clear();
    this.inbox.length = 0;
    this.overdue.length = 0;
    this.calls.clear();
  }
}

/**
 * Asked at each event of a server, with the event's effects as the realm handed them back (realm/mailbox.ts): how many
 * of them happen before the server crashes, or `undefined` to let the event pass.
 */
export type CrashPlan = (effects: readonly string[]) => number | undefined;
