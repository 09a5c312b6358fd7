/** Throws what isn't an Error. */
export class Raft {
  constructor() {
    setTimeout(() => {
      throw "no quorum";
    }, 100);
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
}
