/** Calls itself without an end. */
export class Raft {
  constructor() {
    setTimeout(() => this.lastIndex(1), 100);
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

  protected lastIndex(from: number): number {
    return this.lastIndex(from + 1) + 1;
  }
}
