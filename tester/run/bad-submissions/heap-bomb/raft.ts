/** Keeps a list that grows without an end. */
export class Raft {
  private readonly log: object[] = [];

  constructor() {
    setTimeout(() => this.fill(), 100);
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

  protected fill(): void {
    for (let index = 1; ; index++) this.log.push(new Array<number>(10_000).fill(index));
  }
}
