// Tries: answers with __proto__ in JSON, to pollute Object.prototype.
// fails: 
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    setTimeout(() => void peers[me].call("Raft.requestVote", JSON.parse('{"__proto__": {"verdict": "pass", "isLeader": true, "term": 1}, "constructor": {"prototype": {"verdict": "pass"}}}')), 1);
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
