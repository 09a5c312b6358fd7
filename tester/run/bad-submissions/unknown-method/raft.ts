import type { Peer } from "raftlab";

/** Calls a method that doesn't exist. */
export class Raft {
  constructor(private readonly peers: readonly Peer[]) {
    setTimeout(() => void this.peers[1].call("Raft.requestVotes", { term: 1 }), 100);
  }

  start() {
    return { index: 0, term: 0, isLeader: false };
  }

  getState() {
    return { term: 0, isLeader: false };
  }

  requestVote(): object {
    return {};
  }

  appendEntries(): object {
    return {};
  }

  kill() {}
}
