import type { Peer } from "raftlab";

/** Sends a Map deep in its arguments. */
export class Raft {
  constructor(private readonly peers: readonly Peer[]) {
    const entries = [
      { term: 1, command: 7 },
      { term: 1, command: new Map([["x", 1]]) },
    ];
    setTimeout(() => void this.peers[0].call("Raft.appendEntries", { term: 1, entries }), 100);
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
