/** Each timer sets two more, without a pause. */
export class Raft {
  constructor() {
    setTimeout(() => this.retry(), 100);
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

  protected retry(): void {
    setTimeout(() => this.retry(), 0);
    setTimeout(() => this.retry(), 0);
  }
}
