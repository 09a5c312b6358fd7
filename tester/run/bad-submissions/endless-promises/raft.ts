import type { Peer } from "raftlab";

/** Waits for votes by awaiting what has settled already. */
export class Raft {
  private votes = 1;

  constructor(private readonly peers: readonly Peer[]) {
    setTimeout(() => void this.elect(), 150);
  }

  start() {
    return { index: 0, term: 0, isLeader: false };
  }

  getState() {
    return { term: 0, isLeader: false };
  }

  requestVote(): object {
    this.votes++;
    return {};
  }

  appendEntries(): object {
    return {};
  }

  kill() {}

  protected async elect(): Promise<void> {
    while (this.votes <= this.peers.length / 2) await Promise.resolve();
  }
}
