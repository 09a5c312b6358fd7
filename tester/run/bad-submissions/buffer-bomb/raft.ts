/** Keeps buffers, which are no objects of V8's heap. */
export class Raft {
  private readonly log: Uint8Array[] = [];

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
    for (;;) this.log.push(new Uint8Array(16_777_216).fill(1));
  }
}
