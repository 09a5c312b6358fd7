/**
 * The classes that the tester demands of a submission, as types: typecheck.ts compares the submission's with these.
 *
 * Methods on purpose, not properties of function type: TypeScript then lets a submission narrow an argument, as in
 * `start(command: MyCommand)`.
 */
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "../api";

/** Any handler: arguments and reply are the submission's own affair. */
/* eslint-disable @typescript-eslint/no-explicit-any */
export interface Raft {
  start(command: Json): StartResult;
  getState(): RaftState;
  kill(): void;
  requestVote(args: any): any;
  appendEntries(args: any): any;
  /** Lab 2d; where it is missing, its first use is an error. */
  snapshot?(index: number, snapshot: string): void;
}
/* eslint-enable @typescript-eslint/no-explicit-any */

export interface KVServer {
  readonly raft: Raft;
  kill(): void;
}

export interface Clerk {
  get(key: string): Promise<string>;
  put(key: string, value: string): Promise<void>;
  append(key: string, value: string): Promise<void>;
}

/** What each is constructed with. */
export type NewRaft = new (peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) => unknown;
export type NewKVServer = new (
  servers: readonly Peer[],
  me: number,
  persister: Persister,
  maxRaftState: number,
) => unknown;
export type NewClerk = new (servers: readonly Peer[]) => unknown;
