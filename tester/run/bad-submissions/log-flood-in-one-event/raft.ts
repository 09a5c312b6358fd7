/** Prints more in one event than anybody can read. */
export class Raft {
  constructor() {
    setTimeout(() => this.report(), 100);
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

  protected report(): void {
    for (let i = 0; i < 100_000; i++) console.log("still a follower", i);
  }
}
