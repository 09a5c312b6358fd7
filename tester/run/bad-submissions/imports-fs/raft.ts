import { writeFileSync } from "fs";

/** Keeps its state in a file. */
export class Raft {
  constructor() {
    writeFileSync("state.json", "{}");
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
