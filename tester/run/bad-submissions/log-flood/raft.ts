/** Prints without a pause. */
export class Raft {
  constructor() {
    setInterval(() => this.report(), 10);
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
    for (let i = 0; i < 100; i++) console.log("still a follower", i);
  }
}
