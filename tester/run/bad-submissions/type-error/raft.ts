/** Says its term as text, and calls a method that isn't there. */
export class Raft {
  start() {
    return { index: 0, term: 0, isLeader: false };
  }

  getState() {
    return { term: "0", isLeader: false };
  }

  requestVote(): object {
    return {};
  }

  appendEntries(): object {
    return {};
  }

  kill() {}

  protected becomeCandidate(): void {
    this.startElection();
  }
}
