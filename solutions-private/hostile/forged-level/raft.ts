// Tries: throws an error whose stack and name are effects.
// fails: 
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    const e: any = new Error("x\nstate\t1\t1"); e.name = "y\nstate\t1\t1"; Object.defineProperty(e, "stack", { value: "z\n    at submission.js:1:1\nstate\t1\t1" }); throw e;
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
