import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

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

interface VoteReply {
  term: number;
  voteGranted: boolean;
}

interface AppendArgs {
  term: number;
  leaderId: number;
  prevLogIndex: number;
  prevLogTerm: number;
  entries: Entry[];
  leaderCommit: number;
}

interface AppendReply {
  term: number;
  success: boolean;
  /** On a refusal: the first index that may not match. */
  from: number;
}

interface SnapshotArgs {
  term: number;
  leaderId: number;
  lastIncludedIndex: number;
  lastIncludedTerm: number;
  data: string;
}

/** What outlives a crash. */
interface Durable {
  term: number;
  votedFor: number | null;
  entries: Entry[];
  lastIncludedIndex: number;
  lastIncludedTerm: number;
}

const SAVE_AFTER_MS = 2;
const HEARTBEAT_MS = 90;
const ELECTION_MIN_MS = 300;
const ELECTION_SPREAD_MS = 300;

/**
 * Raft that saves rarely: what changes within 2 ms is saved at one go, and whatever rests on it is said after that. Only
 * a leader's entries travel before it has saved them; it doesn't count itself until then (Ongaro's thesis §10.2.1).
 */
export class Raft {
  private isKilled = false;
  private isLeader = false;
  private isCandidate = false;
  private d: Durable = { term: 0, votedFor: null, entries: [], lastIncludedIndex: 0, lastIncludedTerm: 0 };
  /** The save that is due, while one is. */
  private saving: Promise<void> | undefined;
  private commitIndex: number;
  private lastApplied: number;
  private nextIndex: number[] = [];
  private matchIndex: number[] = [];
  private electionTimer: ReturnType<typeof setTimeout> | undefined;
  private heartbeatTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly peers: readonly Peer[],
    private readonly me: number,
    private readonly persister: Persister,
    private readonly applyCh: ApplyCh,
  ) {
    const saved = persister.readRaftState();
    if (saved !== undefined) this.d = JSON.parse(saved) as Durable;
    this.commitIndex = this.lastApplied = this.d.lastIncludedIndex;
    this.awaitLeader();
  }

  start(command: Json): StartResult {
    const { term } = this.d;
    if (!this.isLeader || this.isKilled) return { index: 0, term, isLeader: false };
    this.d.entries.push({ term, command });
    this.changed();
    void this.countOwn();
    this.tellAll();
    return { index: this.lastIndex(), term, isLeader: true };
  }

  getState(): RaftState {
    return { term: this.d.term, isLeader: this.isLeader };
  }

  snapshot(index: number, snapshot: string): void {
    if (index <= this.d.lastIncludedIndex || this.isKilled) return;
    this.compact(index, this.termAt(index), this.after(index), snapshot);
  }

  kill(): void {
    this.isKilled = true;
    clearTimeout(this.electionTimer);
    clearTimeout(this.heartbeatTimer);
  }

  // ---- saving ----

  private changed(): void {
    this.saving ??= new Promise((isSaved) => {
      setTimeout(() => {
        this.saving = undefined;
        if (this.isKilled) return;
        this.save();
        isSaved();
      }, SAVE_AFTER_MS);
    });
  }

  /** Resolves once all that has changed up to now is saved. */
  private async saved(): Promise<void> {
    await this.saving;
  }

  private save(snapshot?: string): void {
    this.persister.save(JSON.stringify(this.d), snapshot);
  }

  /** State and snapshot belong together: they are saved at once. */
  private compact(lastIncludedIndex: number, lastIncludedTerm: number, entries: Entry[], snapshot: string): void {
    this.d = { ...this.d, lastIncludedIndex, lastIncludedTerm, entries };
    this.save(snapshot);
  }

  // ---- elections ----

  async requestVote(args: VoteArgs): Promise<VoteReply> {
    this.adopt(args.term);
    const lastTerm = this.termAt(this.lastIndex());
    const isBehind =
      args.lastLogTerm < lastTerm || (args.lastLogTerm === lastTerm && args.lastLogIndex < this.lastIndex());
    const voteGranted =
      args.term === this.d.term && (this.d.votedFor ?? args.candidateId) === args.candidateId && !isBehind;
    if (voteGranted) {
      this.d.votedFor = args.candidateId;
      this.changed();
      this.awaitLeader();
    }
    const reply = { term: this.d.term, voteGranted };
    await this.saved();
    return reply;
  }

  private async campaign(): Promise<void> {
    this.isCandidate = true;
    const term = ++this.d.term;
    this.d.votedFor = this.me;
    this.changed();
    this.awaitLeader();
    const lastLogIndex = this.lastIndex();
    const args = { term, candidateId: this.me, lastLogIndex, lastLogTerm: this.termAt(lastLogIndex) };
    await this.saved();
    const votes = new Set<number>();
    this.vote(votes, this.me, term);
    for (const peer of this.others()) void this.canvass(peer, args, votes);
  }

  private async canvass(peer: number, args: VoteArgs, votes: Set<number>): Promise<void> {
    if (this.isKilled || this.d.term !== args.term) return;
    const reply = (await this.peers[peer].call("Raft.requestVote", args)) as VoteReply | undefined;
    if (reply === undefined || this.isKilled) return;
    this.adopt(reply.term);
    if (reply.voteGranted) this.vote(votes, peer, args.term);
  }

  private vote(votes: Set<number>, voter: number, term: number): void {
    votes.add(voter);
    if (!this.isCandidate || this.d.term !== term || this.isKilled || votes.size * 2 <= this.peers.length) return;
    this.isCandidate = false;
    this.isLeader = true;
    clearTimeout(this.electionTimer);
    this.nextIndex = this.peers.map(() => this.lastIndex() + 1);
    this.matchIndex = this.peers.map(() => 0);
    void this.countOwn();
    this.heartbeat();
  }

  private adopt(term: number): void {
    if (term <= this.d.term) return;
    this.d.term = term;
    this.d.votedFor = null;
    this.isCandidate = false;
    if (this.isLeader) this.awaitLeader();
    this.isLeader = false;
    clearTimeout(this.heartbeatTimer);
    this.changed();
  }

  private awaitLeader(): void {
    clearTimeout(this.electionTimer);
    if (this.isKilled) return;
    this.electionTimer = setTimeout(() => void this.campaign(), ELECTION_MIN_MS + Math.random() * ELECTION_SPREAD_MS);
  }

  // ---- replication ----

  async appendEntries(args: AppendArgs): Promise<AppendReply> {
    const reply = this.append(args);
    await this.saved();
    return reply;
  }

  private append({ term, prevLogIndex, prevLogTerm, entries, leaderCommit }: AppendArgs): AppendReply {
    if (!this.heeds(term)) return { term: this.d.term, success: false, from: 0 };
    const isCovered = prevLogIndex < this.d.lastIncludedIndex;
    if (!isCovered && prevLogIndex > this.lastIndex()) {
      return { term: this.d.term, success: false, from: this.lastIndex() + 1 };
    }
    if (!isCovered && this.termAt(prevLogIndex) !== prevLogTerm) {
      // All that isn't committed may differ.
      return { term: this.d.term, success: false, from: Math.min(this.commitIndex + 1, prevLogIndex) };
    }
    entries.forEach((entry, i) => this.put(prevLogIndex + 1 + i, entry));
    this.commitUpTo(Math.min(leaderCommit, prevLogIndex + entries.length));
    return { term: this.d.term, success: true, from: 0 };
  }

  private put(index: number, entry: Entry): void {
    if (index <= this.d.lastIncludedIndex) return;
    if (index <= this.lastIndex() && this.termAt(index) === entry.term) return;
    this.d.entries.length = index - 1 - this.d.lastIncludedIndex;
    this.d.entries.push(entry);
    this.changed();
  }

  private heeds(term: number): boolean {
    this.adopt(term);
    if (term < this.d.term) return false;
    this.isCandidate = false;
    this.awaitLeader();
    return true;
  }

  private heartbeat(): void {
    if (!this.isLeader || this.isKilled) return;
    this.tellAll();
    this.heartbeatTimer = setTimeout(() => this.heartbeat(), HEARTBEAT_MS);
  }

  private tellAll(): void {
    for (const peer of this.others()) void this.tell(peer);
  }

  private async tell(peer: number): Promise<void> {
    const { term, lastIncludedIndex } = this.d;
    const prevLogIndex = this.nextIndex[peer] - 1;
    if (prevLogIndex < lastIncludedIndex) return this.tellSnapshot(peer);
    const entries = this.after(prevLogIndex);
    const args: AppendArgs = {
      ...{ term, leaderId: this.me, prevLogIndex, prevLogTerm: this.termAt(prevLogIndex), entries },
      leaderCommit: this.commitIndex,
    };
    const reply = (await this.peers[peer].call("Raft.appendEntries", args)) as AppendReply | undefined;
    if (!this.counts(term, reply)) return;
    if (reply!.success) return this.matched(peer, prevLogIndex + entries.length);
    if (prevLogIndex !== this.nextIndex[peer] - 1) return;
    this.nextIndex[peer] = Math.max(this.matchIndex[peer] + 1, Math.min(prevLogIndex, reply!.from));
    return this.tell(peer);
  }

  private async tellSnapshot(peer: number): Promise<void> {
    const { term, lastIncludedIndex, lastIncludedTerm } = this.d;
    const data = this.persister.readSnapshot()!;
    const args: SnapshotArgs = { term, leaderId: this.me, lastIncludedIndex, lastIncludedTerm, data };
    const reply = (await this.peers[peer].call("Raft.installSnapshot", args)) as { term: number } | undefined;
    if (this.counts(term, reply)) this.matched(peer, lastIncludedIndex);
  }

  /** Whether a reply to a message of that term is still of use. */
  private counts(term: number, reply: { term: number } | undefined): boolean {
    if (reply === undefined || this.isKilled) return false;
    this.adopt(reply.term);
    return this.isLeader && this.d.term === term;
  }

  private matched(peer: number, index: number): void {
    if (index > this.matchIndex[peer]) this.matchIndex[peer] = index;
    this.nextIndex[peer] = Math.max(this.nextIndex[peer], index + 1);
    const sorted = [...this.matchIndex].sort((a, b) => a - b);
    const held = sorted[Math.ceil(sorted.length / 2) - 1];
    if (held > this.d.lastIncludedIndex && this.termAt(held) === this.d.term) this.commitUpTo(held);
  }

  /** A leader is one of the majority once it has saved. */
  private async countOwn(): Promise<void> {
    const { term } = this.d;
    const index = this.lastIndex();
    await this.saved();
    if (this.isLeader && this.d.term === term && !this.isKilled) this.matched(this.me, index);
  }

  async installSnapshot(args: SnapshotArgs): Promise<{ term: number }> {
    const { term, lastIncludedIndex: snapshotIndex, lastIncludedTerm: snapshotTerm, data: snapshot } = args;
    if (this.heeds(term) && snapshotIndex > this.commitIndex) {
      const holds = snapshotIndex <= this.lastIndex() && this.termAt(snapshotIndex) === snapshotTerm;
      this.compact(snapshotIndex, snapshotTerm, holds ? this.after(snapshotIndex) : [], snapshot);
      this.commitIndex = this.lastApplied = snapshotIndex;
      this.applyCh.send({ snapshot, snapshotIndex, snapshotTerm });
    }
    const reply = { term: this.d.term };
    await this.saved();
    return reply;
  }

  private commitUpTo(index: number): void {
    for (this.commitIndex = Math.max(this.commitIndex, index); this.lastApplied < this.commitIndex;) {
      const { command } = this.d.entries[this.lastApplied - this.d.lastIncludedIndex];
      this.applyCh.send({ index: ++this.lastApplied, command });
    }
  }

  // ---- the log ----

  private others(): number[] {
    return this.peers.flatMap((_, peer) => (peer === this.me ? [] : [peer]));
  }

  private lastIndex(): number {
    return this.d.lastIncludedIndex + this.d.entries.length;
  }

  private termAt(index: number): number {
    const { lastIncludedIndex, lastIncludedTerm, entries } = this.d;
    return index === lastIncludedIndex ? lastIncludedTerm : entries[index - 1 - lastIncludedIndex].term;
  }

  private after(index: number): Entry[] {
    return this.d.entries.slice(index - this.d.lastIncludedIndex);
  }
}
