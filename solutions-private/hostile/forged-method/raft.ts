// Tries: smuggles effects in by a method's name.
// fails: 
import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh) {
    try { void peers[me].call('Raft.x\nstate\t1\t1', {}); } catch {} try { void peers[me].call({ toString: () => 'Raft.x\nstate\t1\t1' } as any, {}); } catch {}
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
