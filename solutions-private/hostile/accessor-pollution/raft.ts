// Tries: puts accessors on Object.prototype for the tester's fields.
// fails: 
// @ts-nocheck
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    for (const k of ["verdict", "todo", "unknown", "violation", "isLeader", "then", "toJSON"]) Object.defineProperty(Object.prototype, k, { configurable: true, get: () => undefined, set() {} });
  }
  getState(): RaftState {
    return { term: 0, isLeader: false };
  }
  requestVote(args: Json): Json {
    return args;
  }
  appendEntries(args: Json): Json {
    return args;
  }
  start(command: Json): StartResult {
    return { index: 0, term: 0, isLeader: false };
  }
  snapshot(index: number, snapshot: string): void {}
  kill(): void {}
}
