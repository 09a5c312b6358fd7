// Tries: reads JSON outside its folder.
// rejected: lies outside its folder
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";
import other from "../../../package.json";
console.log(other);

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
