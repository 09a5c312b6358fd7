/** Its ticker throws at the third tick. */
export class Raft {
  private ticks = 0;

  constructor() {
    setInterval(() => this.tick(), 50);
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

  protected tick(): void {
    console.log("tick", ++this.ticks);
    if (this.ticks === 3) throw new RangeError("three ticks are enough");
  }
}
