// Tries: declares a process that isn't there.
// fails: process is not defined
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";
declare global {
  var process: { exit(code: number): never };
}

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    process.exit(0);
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
