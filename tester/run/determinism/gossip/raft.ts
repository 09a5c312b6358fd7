/* eslint-disable no-restricted-syntax -- a submission: its clock and dice are the simulator's */
import type { Peer, Persister } from "raftlab";
import { sleep } from "raftlab";

const bootedAt = new Date();

/**
 * No Raft: servers that tell each other rumours. It uses all that could let the outside world in: clock, dice, timers,
 * promises, calls, the disk, the log, and texts that depend on zone and language.
 */
export class Raft {
  private readonly rumours = new Map<string, number>();

  constructor(
    private readonly peers: readonly Peer[],
    private readonly me: number,
    private readonly persister: Persister,
  ) {
    console.log("booted", bootedAt, bootedAt.toString(), (1234.5).toLocaleString(), "TITLE I".toLocaleLowerCase());
    setInterval(() => this.invent(), 100);
    void this.gossip();
  }

  start() {
    return { index: 0, term: 0, isLeader: false };
  }

  getState() {
    return { term: 0, isLeader: false };
  }

  requestVote(args: { rumours: [string, number][] } | null): object {
    for (const [text, heardAt] of args?.rumours ?? []) {
      if (!this.rumours.has(text)) this.rumours.set(text, heardAt);
    }
    this.persister.save(JSON.stringify([...this.rumours]));
    return { known: this.rumours.size, at: Date.now(), sinceBootMs: performance.now() };
  }

  appendEntries(): object {
    return {};
  }

  kill(): void {}

  private invent(): void {
    if (Math.random() < 0.5) this.rumours.set(crypto.randomUUID(), Date.now());
    const texts = [...this.rumours.keys()].sort((a, b) => a.localeCompare(b));
    if (texts.length > 8) for (const text of texts.slice(4)) this.rumours.delete(text);
  }

  private async gossip(): Promise<never> {
    for (;;) {
      await sleep(100 + Math.random() * 100);
      const to = Math.floor(Math.random() * this.peers.length);
      if (to === this.me) continue;
      const args = { rumours: [...this.rumours], sentAt: new Date().toLocaleString() };
      const reply = (await this.peers[to].call("Raft.requestVote", args)) as { known: number } | undefined;
      if (reply === undefined) console.log(`no reply from S${to}`, new Error("lost").stack);
    }
  }
}
