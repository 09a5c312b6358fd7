const bootedAt = new Date();
const dice = Math.random();
const id = crypto.randomUUID();

/** Asks clock and dice before there is a server: both are the simulator's. */
export class Raft {
  constructor() {
    console.log(bootedAt.toISOString(), bootedAt.toLocaleString(), dice.toFixed(6), id);
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
