import type { Peer } from "raftlab";

/** Asks again and again whether it has won, in promises that have settled already. */
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
    while (!(await this.hasWon())) await Promise.resolve();
  }

  private async hasWon(): Promise<boolean> {
    await Promise.resolve();
    return this.votes > this.peers.length / 2;
  }
}
