// Tries: is nested so deeply that the compiler never ends.
// slow-rejected: took too long|nested too deeply|TypeScript compiler itself fails|Maximum call stack
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";
import "./deep";

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    
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
