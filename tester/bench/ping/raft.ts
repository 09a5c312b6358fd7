/**
 * Not a Raft: a program for the bench that does nothing but call, so that what is measured is the kit's own cost of a
 * message. It saves nothing and its messages don't grow.
 */
import type { Json, Peer, RaftState, StartResult } from "raftlab";

export class Raft {
  constructor(private readonly peers: readonly Peer[]) {}

  /** Calls server 1 `count` times, one call after the other. */
  start(count: Json): StartResult {
    void this.ping(Number(count));
    return { index: 0, term: 0, isLeader: false };
  }

  private async ping(count: number): Promise<void> {
    for (let number = 0; number < count; number++) await this.peers[1].call("Raft.pong", { number });
  }

  pong(args: { number: number }): { number: number } {
    return args;
  }

  getState(): RaftState {
    return { term: 0, isLeader: false };
  }

  requestVote(): null {
    return null;
  }

  appendEntries(): null {
    return null;
  }

  kill(): void {}
}
