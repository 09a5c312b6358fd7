import type { ApplyCh, Json, Peer, Persister, StartResult } from "raftlab";

/** Applies another command than it was given. */
export class Raft {
  private readonly log: Json[] = [];

  constructor(
    private readonly peers: readonly Peer[],
    me: number,
    persister: Persister,
    private readonly applyCh: ApplyCh,
  ) {}

  start(command: Json): StartResult {
    const index = this.log.push({ command, note: "wrapped" });
    setTimeout(() => this.applyCh.send({ index, command: this.log[index - 1] }), 10);
    return { index, term: 1, isLeader: true };
  }

  getState() {
    return { term: 1, isLeader: this.peers.length === 1 };
  }

  requestVote(): object {
    return {};
  }

  appendEntries(): object {
    return {};
  }

  kill() {}
}
