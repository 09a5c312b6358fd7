/** Never comes to exist. */
export class Raft {
  constructor() {
    for (let term = 0; ; term++) if (term < 0) return;
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
