import { sleep, type ApplyCh, type ApplyMsg, type Json, type Peer, type Persister } from "raftlab";
import type { RaftState, StartResult } from "raftlab";

interface Entry {
  term: number;
  command: Json;
}

interface VoteArgs {
  term: number;
  candidateId: number;
  lastLogIndex: number;
  lastLogTerm: number;
}

interface AppendArgs {
  term: number;
  leaderId: number;
  prevLogIndex: number;
  prevLogTerm: number;
  entries: Entry[];
  leaderCommit: number;
}

interface SnapshotArgs {
  term: number;
  leaderId: number;
  index: number;
  snapshotTerm: number;
  snapshot: string;
}

interface AppendReply {
  term: number;
  success: boolean;
  /** How far the follower's log reaches, on a refusal. */
  logEnd: number;
}

/** How long a loop waits for a peer's reply before it goes on, and how long it is silent when nothing is to be said. */
const HEARTBEAT_MS = 80;
const NAP_MIN_MS = 200;
const NAP_MAX_MS = 400;
/** The applying loop rests after so many entries. */
const APPLY_AT_ONCE = 8;

/** Loops sleep on it until it rings. */
class Bell {
  private waiting: (() => void)[] = [];

  ring(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  wait(): Promise<void> {
    return new Promise((wake) => this.waiting.push(wake));
  }
}

/**
 * Raft of loops: one looks after elections, one after each peer, one applies. They share the state and ring each other's
 * bells; no handler calls another server or the service itself.
 */
export class Raft {
  private killed = false;
  private role: "follower" | "candidate" | "leader" = "follower";
  private term = 0;
  private votedFor = -1;
  /** The first stands for the snapshot's last entry, or for the nothing before index 1. */
  private log: Entry[] = [{ term: 0, command: null }];
  private base = 0;
  private commitIndex = 0;
  private lastApplied = 0;
  /** A snapshot that the applying loop has still to hand up. */
  private restoring: { snapshot: string; snapshotIndex: number; snapshotTerm: number } | undefined;
  private nextIndex: number[] = [];
  private matchIndex: number[] = [];
  private heardAtMs = -1;
  private readonly committed = new Bell();
  private readonly bells: Bell[];

  constructor(
    private readonly peers: readonly Peer[],
    private readonly me: number,
    private readonly persister: Persister,
    private readonly applyCh: ApplyCh,
  ) {
    this.bells = peers.map(() => new Bell());
    const saved = persister.readRaftState();
    if (saved !== undefined) {
      [this.term, this.votedFor, this.base, this.log] = JSON.parse(saved) as [number, number, number, Entry[]];
    }
    this.commitIndex = this.lastApplied = this.base;
    void this.lookAfterElections();
    void this.applyForEver();
    for (const peer of this.others()) void this.lookAfter(peer);
  }

  start(command: Json): StartResult {
    if (this.role !== "leader" || this.killed) return { index: 0, term: this.term, isLeader: false };
    this.log.push({ term: this.term, command });
    this.save();
    this.countReplicas();
    this.ringAll();
    return { index: this.end(), term: this.term, isLeader: true };
  }

  getState(): RaftState {
    return { term: this.term, isLeader: this.role === "leader" };
  }

  snapshot(index: number, snapshot: string): void {
    if (index <= this.base || this.killed) return;
    this.log = this.log.slice(index - this.base);
    this.log[0] = { term: this.log[0].term, command: null };
    this.base = index;
    this.save(snapshot);
  }

  kill(): void {
    this.killed = true;
    this.ringAll();
    this.committed.ring();
  }

  // ---- handlers ----

  requestVote(args: VoteArgs): { term: number; voteGranted: boolean } {
    this.learn(args.term);
    const lastTerm = this.termAt(this.end());
    const upToDate = args.lastLogTerm > lastTerm || (args.lastLogTerm === lastTerm && args.lastLogIndex >= this.end());
    const isFree = this.votedFor === -1 || this.votedFor === args.candidateId;
    const voteGranted = args.term === this.term && isFree && upToDate;
    if (voteGranted) {
      this.votedFor = args.candidateId;
      this.heardAtMs = performance.now();
      this.save();
    }
    return { term: this.term, voteGranted };
  }

  appendEntries(args: AppendArgs): AppendReply {
    if (!this.follow(args.term)) return this.reply(false);
    // What this snapshot covers is committed: it is the leader's too.
    const known = Math.max(args.prevLogIndex, this.base);
    const isMissing = known === args.prevLogIndex && (known > this.end() || this.termAt(known) !== args.prevLogTerm);
    if (isMissing) return this.reply(false);
    this.take(known, args.entries.slice(known - args.prevLogIndex));
    const commit = Math.min(args.leaderCommit, args.prevLogIndex + args.entries.length);
    if (commit > this.commitIndex) {
      this.commitIndex = commit;
      this.committed.ring();
    }
    return this.reply(true);
  }

  installSnapshot(args: SnapshotArgs): AppendReply {
    if (!this.follow(args.term)) return this.reply(false);
    const { index, snapshotTerm, snapshot } = args;
    if (index <= this.commitIndex) return this.reply(true);
    const goesOn = index <= this.end() && this.termAt(index) === snapshotTerm;
    this.log = [{ term: snapshotTerm, command: null }, ...(goesOn ? this.log.slice(index - this.base + 1) : [])];
    this.base = this.commitIndex = index;
    this.save(snapshot);
    this.restoring = { snapshot, snapshotIndex: index, snapshotTerm };
    this.committed.ring();
    return this.reply(true);
  }

  private reply(success: boolean): AppendReply {
    return { term: this.term, success, logEnd: this.end() };
  }

  /** Stores entries that come after index `known`, where both logs agree. */
  private take(known: number, entries: Entry[]): void {
    const news = entries.findIndex(({ term }, i) => known + 1 + i > this.end() || this.termAt(known + 1 + i) !== term);
    if (news === -1) return;
    this.log.splice(known + 1 + news - this.base, Infinity, ...entries.slice(news));
    this.save();
  }

  private learn(term: number): void {
    if (term <= this.term) return;
    if (this.role === "leader") this.heardAtMs = performance.now();
    this.term = term;
    this.votedFor = -1;
    this.role = "follower";
    this.save();
  }

  private follow(term: number): boolean {
    this.learn(term);
    if (term < this.term) return false;
    this.role = "follower";
    this.heardAtMs = performance.now();
    return true;
  }

  // ---- the loop of elections ----

  /** Sleeps, and stands for election when it was told nothing in its sleep. */
  private async lookAfterElections(): Promise<void> {
    while (!this.killed) {
      const sleptAtMs = performance.now();
      await sleep(NAP_MIN_MS + Math.random() * (NAP_MAX_MS - NAP_MIN_MS));
      if (this.role !== "leader" && this.heardAtMs < sleptAtMs && !this.killed) this.stand();
    }
  }

  private stand(): void {
    this.role = "candidate";
    this.term++;
    this.votedFor = this.me;
    this.save();
    const { term } = this;
    const lastLogIndex = this.end();
    const args = { term, candidateId: this.me, lastLogIndex, lastLogTerm: this.termAt(lastLogIndex) };
    let votes = 0;
    const count = (): void => {
      votes++;
      if (votes === this.majority()) this.lead();
    };
    count();
    for (const peer of this.others()) {
      void this.peers[peer].call("Raft.requestVote", args).then((reply) => {
        if (reply === undefined || this.killed) return;
        this.learn(reply.term);
        if (this.term === term && this.role === "candidate" && reply.voteGranted) count();
      });
    }
  }

  private lead(): void {
    this.role = "leader";
    this.nextIndex = this.peers.map(() => this.end() + 1);
    this.matchIndex = this.peers.map(() => 0);
    this.ringAll();
  }

  // ---- the loop of a peer ----

  /** Tells a peer what it lacks, one message after the other, for as long as this server leads. */
  private async lookAfter(peer: number): Promise<void> {
    let toldAtMs = -Infinity;
    let toldTerm = 0;
    while (!this.killed) {
      const isDue = toldTerm !== this.term || performance.now() >= toldAtMs + HEARTBEAT_MS;
      if (this.role !== "leader") {
        await this.bells[peer].wait();
      } else if (isDue || this.nextIndex[peer] <= this.end()) {
        toldTerm = this.term;
        toldAtMs = performance.now();
        const wasAnswered = await Promise.race([this.tell(peer), sleep(HEARTBEAT_MS).then(() => false)]);
        if (!wasAnswered) await sleep(Math.max(1, toldAtMs + HEARTBEAT_MS - performance.now()));
      } else {
        await Promise.race([this.bells[peer].wait(), sleep(toldAtMs + HEARTBEAT_MS - performance.now())]);
      }
    }
  }

  /** One message and its reply, however late it comes; whether there was one. */
  private tell(peer: number): Promise<boolean> {
    return this.nextIndex[peer] <= this.base ? this.tellSnapshot(peer) : this.tellEntries(peer);
  }

  private async tellEntries(peer: number): Promise<boolean> {
    const { term, me: leaderId, commitIndex: leaderCommit } = this;
    const prevLogIndex = this.nextIndex[peer] - 1;
    const entries = this.log.slice(prevLogIndex + 1 - this.base);
    const args = { term, leaderId, prevLogIndex, prevLogTerm: this.termAt(prevLogIndex), entries, leaderCommit };
    const reply = (await this.peers[peer].call("Raft.appendEntries", args)) as AppendReply | undefined;
    if (reply === undefined || !this.isStillLeaderOf(term, reply.term)) return reply !== undefined;
    if (reply.success) this.matched(peer, prevLogIndex + entries.length);
    else if (prevLogIndex === this.nextIndex[peer] - 1) {
      // At least one back, and never beyond the follower's end.
      this.nextIndex[peer] = Math.max(this.matchIndex[peer] + 1, Math.min(prevLogIndex, reply.logEnd + 1));
    }
    return true;
  }

  private async tellSnapshot(peer: number): Promise<boolean> {
    const { term, me: leaderId, base: index } = this;
    const snapshot = this.persister.readSnapshot()!;
    const args = { term, leaderId, index, snapshotTerm: this.termAt(index), snapshot };
    const reply = (await this.peers[peer].call("Raft.installSnapshot", args)) as AppendReply | undefined;
    if (reply !== undefined && this.isStillLeaderOf(term, reply.term)) this.matched(peer, index);
    return reply !== undefined;
  }

  private isStillLeaderOf(term: number, termOfReply: number): boolean {
    if (this.killed) return false;
    this.learn(termOfReply);
    return this.role === "leader" && this.term === term;
  }

  private matched(peer: number, index: number): void {
    this.matchIndex[peer] = Math.max(this.matchIndex[peer], index);
    this.nextIndex[peer] = Math.max(this.nextIndex[peer], this.matchIndex[peer] + 1);
    this.countReplicas();
  }

  private countReplicas(): void {
    for (let index = this.end(); index > this.commitIndex && this.termAt(index) === this.term; index--) {
      const holders = 1 + this.others().filter((peer) => this.matchIndex[peer] >= index).length;
      if (holders < this.majority()) continue;
      this.commitIndex = index;
      this.committed.ring();
      return;
    }
  }

  // ---- the loop that applies ----

  private async applyForEver(): Promise<void> {
    while (!this.killed) {
      if (this.restoring !== undefined) this.restore();
      for (let i = 0; i < APPLY_AT_ONCE && this.lastApplied < this.commitIndex; i++) {
        const index = ++this.lastApplied;
        const msg: ApplyMsg = { index, command: this.log[index - this.base].command };
        this.applyCh.send(msg);
      }
      await (this.lastApplied < this.commitIndex ? sleep(1) : this.committed.wait());
    }
  }

  private restore(): void {
    const msg = this.restoring!;
    this.restoring = undefined;
    this.lastApplied = msg.snapshotIndex;
    this.applyCh.send(msg);
  }

  // ---- small things ----

  private save(snapshot?: string): void {
    this.persister.save(JSON.stringify([this.term, this.votedFor, this.base, this.log]), snapshot);
  }

  private ringAll(): void {
    for (const bell of this.bells) bell.ring();
  }

  private others(): number[] {
    return [...this.peers.keys()].filter((peer) => peer !== this.me);
  }

  private majority(): number {
    return Math.floor(this.peers.length / 2) + 1;
  }

  private end(): number {
    return this.base + this.log.length - 1;
  }

  private termAt(index: number): number {
    return this.log[index - this.base].term;
  }
}
