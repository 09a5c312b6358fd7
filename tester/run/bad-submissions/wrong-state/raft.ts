/** Answers getState without a term. */
export class Raft {
  start() {
    return { index: 0, term: 0, isLeader: false };
  }

  getState() {
    return { isLeader: false } as unknown as { term: number; isLeader: boolean };
  }

  requestVote(): object {
    return {};
  }

  appendEntries(): object {
    return {};
  }

  kill() {}
}
