/**
 * The fixed interface: all that a submission may import, as `from "raftlab"`.
 *
 * It mirrors the lecture's: `rf.Start(command) → (index, term, isLeader)`, an `ApplyMsg` for each committed entry,
 * RPCs between peers, a persister, `GetState` and `Kill`. docs/students/interface.md explains every line.
 */

/** What can cross between servers, to the disk and to the service: JSON, copied, never shared. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One server of the cluster, seen from another (or from a clerk). `peers[me]` is the server itself. */
export interface Peer {
  /**
   * Calls a public method of the peer: `"Raft.x"` is method `x` of its Raft, `"KVServer.x"` of its k/v server.
   *
   * `args` crosses as JSON text: the peer gets a copy. A value that JSON can't carry throws a TypeError that names it.
   * @returns the method's reply, a copy too; or `undefined` when there was none, at most 7,000 ms after the call:
   *   the request or the reply was lost, or the peer is down, cut off or slow. Never rejects.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a reply's shape is the submission's own affair
  call(method: string, args: object | Json): Promise<any | undefined>;
}

/** What Raft hands up to the service above it, in the order of the log. */
export type ApplyMsg =
  /** A committed entry. `index` begins at 1 and has no gaps. */
  | { index: number; command: Json }
  /** Lab 2d: the state of the service up to and including `snapshotIndex`, in place of the entries it covers. */
  | { snapshot: string; snapshotIndex: number; snapshotTerm: number };

/** Where Raft sends what has been committed. Never blocks, has no bound. */
export interface ApplyCh {
  send(msg: ApplyMsg): void;
}

/** What outlives a crash. */
export interface Persister {
  /** Saves both atomically; without `snapshot` the one saved before stays. */
  save(raftState: string, snapshot?: string): void;
  /** The state saved last, or `undefined` on a first boot. */
  readRaftState(): string | undefined;
  /** The snapshot saved last, or `undefined` where there is none. */
  readSnapshot(): string | undefined;
  /** Size of the state saved last, in UTF-8 bytes; 0 where there is none. */
  raftStateSize(): number;
}

/** Answer of `Raft.start`. `index` and `term` count only when `isLeader`. */
export interface StartResult {
  /** Where the command will stand in the log if it is ever committed, from 1. */
  index: number;
  term: number;
  isLeader: boolean;
}

/** Answer of `Raft.getState`. */
export interface RaftState {
  term: number;
  isLeader: boolean;
}

/** Resolves after `ms` milliseconds of virtual time (at least 1, up to 1 late). */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What `todo` throws. The tester knows it by its `todo` field and scores the run «not started». */
class Todo extends Error {
  override readonly name = "Todo";
  readonly todo: { lab: string; what: string };

  constructor(lab: string, what: string) {
    super(`lab ${lab}: ${what} is still to be written`);
    this.todo = { lab, what };
  }
}

/** Marks a gap that is still to be filled: `todo("2a", "requestVote")`. */
export function todo(lab: string, what: string): never {
  throw new Todo(lab, what);
}

/** The key under which the simulator may leave a function that is told of every message through an ApplyChannel. */
const ON_APPLY = Symbol.for("raftlab.onApply");

/** The channel between Raft and the service above it (lab 3): `for await (const msg of channel)`. One reader. */
export class ApplyChannel implements ApplyCh, AsyncIterable<ApplyMsg> {
  private readonly queue: ApplyMsg[] = [];
  private wake: (() => void) | undefined;

  send(msg: ApplyMsg): void {
    (globalThis as { [ON_APPLY]?: (msg: ApplyMsg) => void })[ON_APPLY]?.(msg);
    this.queue.push(msg);
    this.wake?.();
    this.wake = undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ApplyMsg, never> {
    for (;;) {
      const next = this.queue.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
