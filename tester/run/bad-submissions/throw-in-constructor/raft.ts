import type { Peer, Persister } from "raftlab";

/** Reads a field of what isn't there. */
export class Raft {
  constructor(peers: readonly Peer[], me: number, persister: Persister) {
    const saved = JSON.parse(persister.readRaftState() ?? "null") as { term: number };
    this.follow(saved.term);
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

  protected follow(term: number): void {
    console.log("follower in term", term);
  }
}
