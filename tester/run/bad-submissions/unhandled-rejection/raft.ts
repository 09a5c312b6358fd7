import { sleep } from "raftlab";

/** Nobody waits for its election, which fails. */
export class Raft {
  constructor() {
    void this.elect();
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

  protected async elect(): Promise<void> {
    await sleep(200);
    const votes = new Array<number>(await this.missing());
    console.log(votes);
  }

  protected async missing(): Promise<number> {
    await sleep(10);
    return -1;
  }
}
