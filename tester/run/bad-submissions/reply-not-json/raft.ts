import type { Peer } from "raftlab";

/** Answers with a Set. */
export class Raft {
  constructor(private readonly peers: readonly Peer[]) {
    setTimeout(() => void this.peers[0].call("Raft.requestVote", { term: 1 }), 100);
  }

  start() {
    return { index: 0, term: 0, isLeader: false };
  }

  getState() {
    return { term: 0, isLeader: false };
  }

  requestVote(): object {
    return { voteGranted: true, voters: new Set([0, 1]) };
  }

  appendEntries(): object {
    return {};
  }

  kill() {}
}
