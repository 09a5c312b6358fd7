// Tries: has a link to a file of the machine in its folder.
// rejected: lies outside its folder|is not there
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";
import { x } from "./secret";
console.log(x);

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
