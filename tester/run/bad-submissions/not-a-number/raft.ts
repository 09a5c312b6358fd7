import type { Peer } from "raftlab";

/** Sends NaN: a field that nobody has set. */
export class Raft {
  private readonly nextIndex: number[] = [];

  constructor(private readonly peers: readonly Peer[]) {
    const prevLogIndex = this.nextIndex[1] - 1;
    setTimeout(() => void this.peers[1].call("Raft.appendEntries", { term: 1, prevLogIndex }), 100);
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
