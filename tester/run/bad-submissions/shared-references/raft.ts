import type { ApplyCh, Json, Peer, Persister, StartResult } from "raftlab";

/** Goes on writing to what it has sent and applied. */
export class Raft {
  private readonly log: Json[] = [];

  constructor(
    private readonly peers: readonly Peer[],
    private readonly me: number,
    persister: Persister,
    private readonly applyCh: ApplyCh,
  ) {
    const args = { entries: ["sent"] };
    if (me === 1) setTimeout(() => this.change(args), 100);
  }

  start(command: Json): StartResult {
    const index = this.log.push(command);
    const msg = { index, command };
    this.applyCh.send(msg);
    msg.command = "changed after it was applied";
    return { index, term: 1, isLeader: true };
  }

  getState() {
    return { term: 1, isLeader: this.peers.length === 1 };
  }

  requestVote(): object {
    return {};
  }

  appendEntries(args?: { entries: string[] }): object {
    console.log("got", args);
    throw new Error(`S${this.me} has seen enough`);
  }

  kill() {}

  protected change(args: { entries: string[] }): void {
    void this.peers[0].call("Raft.appendEntries", args);
    args.entries.push("changed after it was sent");
  }
}
