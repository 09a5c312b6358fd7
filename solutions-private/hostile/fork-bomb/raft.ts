// Tries: starts itself for ever, in more and more processes.
// rejected: imports "node:child_process"
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";
import { fork } from "node:child_process";

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    for (;;) fork(__filename);
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
