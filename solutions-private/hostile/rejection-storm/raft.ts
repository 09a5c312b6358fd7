// Tries: rejects 100,000 promises at once.
// fails: 
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    for (let i = 0; i < 100_000; i++) Promise.reject(new Error("storm"));
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
