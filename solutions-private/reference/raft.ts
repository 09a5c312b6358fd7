import type { ApplyCh, ApplyMsg, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

interface LogEntry {
  term: number;
  command: Json;
}

interface RequestVoteArgs {
  term: number;
  candidateId: number;
  lastLogIndex: number;
  lastLogTerm: number;
}

interface RequestVoteReply {
  term: number;
  voteGranted: boolean;
}

interface AppendEntriesArgs {
  term: number;
  leaderId: number;
  prevLogIndex: number;
  prevLogTerm: number;
  entries: LogEntry[];
  leaderCommit: number;
}

interface AppendEntriesReply {
  term: number;
  success: boolean;
  /** On a refusal: where the leader should go on from (end of §5.3). */
  retryFrom?: number;
}

const HEARTBEAT_MS = 100;
const ELECTION_TIMEOUT_MIN_MS = 250;
const ELECTION_TIMEOUT_MAX_MS = 500;

/** Raft by Figure 2. Log positions are the paper's: the first entry has index 1. */
export class Raft {
  private role: "follower" | "candidate" | "leader" = "follower";
  private killed = false;
  private electionTimer: ReturnType<typeof setTimeout> | undefined;
  private heartbeatTimer: ReturnType<typeof setTimeout> | undefined;

  // Persistent state.
  private currentTerm = 0;
  private votedFor: number | null = null;
  private log: LogEntry[] = [];

  // Volatile state.
  private commitIndex = 0;
  private lastApplied = 0;

  // Volatile state on leaders.
  private nextIndex: number[] = [];
  private matchIndex: number[] = [];

  constructor(
    private readonly peers: readonly Peer[],
    private readonly me: number,
    private readonly persister: Persister,
    private readonly applyCh: ApplyCh,
  ) {
    this.readPersist();
    this.resetElectionTimer();
  }

  start(command: Json): StartResult {
    const term = this.currentTerm;
    if (this.role !== "leader" || this.killed) return { index: 0, term, isLeader: false };
    this.log.push({ term, command });
    this.persist();
    this.matchIndex[this.me] = this.lastLogIndex();
    this.advanceCommitIndex();
    this.replicateToAll();
    return { index: this.lastLogIndex(), term, isLeader: true };
  }

  getState(): RaftState {
    return { term: this.currentTerm, isLeader: this.role === "leader" };
  }

  kill(): void {
    this.killed = true;
    clearTimeout(this.electionTimer);
    clearTimeout(this.heartbeatTimer);
  }

  // ---- elections (§5.2, §5.4.1) ----

  requestVote(args: RequestVoteArgs): RequestVoteReply {
    if (args.term > this.currentTerm) this.becomeFollower(args.term);
    const free = this.votedFor === null || this.votedFor === args.candidateId;
    const voteGranted = args.term === this.currentTerm && free && this.isUpToDate(args);
    if (voteGranted) {
      this.votedFor = args.candidateId;
      this.persist();
      this.resetElectionTimer();
    }
    return { term: this.currentTerm, voteGranted };
  }

  private isUpToDate(args: RequestVoteArgs): boolean {
    if (args.lastLogTerm !== this.lastLogTerm()) return args.lastLogTerm > this.lastLogTerm();
    return args.lastLogIndex >= this.lastLogIndex();
  }

  private startElection(): void {
    this.role = "candidate";
    this.currentTerm++;
    this.votedFor = this.me;
    this.persist();
    this.resetElectionTimer();
    const votes = new Set([this.me]);
    const args = {
      term: this.currentTerm,
      candidateId: this.me,
      lastLogIndex: this.lastLogIndex(),
      lastLogTerm: this.lastLogTerm(),
    };
    if (this.isMajority(votes.size)) this.becomeLeader();
    for (const peer of this.others()) void this.askForVote(peer, args, votes);
  }

  private async askForVote(peer: number, args: RequestVoteArgs, votes: Set<number>): Promise<void> {
    const reply = (await this.peers[peer].call("Raft.requestVote", args)) as RequestVoteReply | undefined;
    if (reply === undefined || this.killed) return;
    if (reply.term > this.currentTerm) return this.becomeFollower(reply.term);
    if (this.role !== "candidate" || this.currentTerm !== args.term || !reply.voteGranted) return;
    votes.add(peer);
    if (this.isMajority(votes.size)) this.becomeLeader();
  }

  private becomeLeader(): void {
    this.role = "leader";
    this.nextIndex = this.peers.map(() => this.lastLogIndex() + 1);
    this.matchIndex = this.peers.map(() => 0);
    this.matchIndex[this.me] = this.lastLogIndex();
    clearTimeout(this.electionTimer);
    this.heartbeat();
  }

  /** Adopts a higher term, and with it forgets the vote (§5.1). */
  private becomeFollower(term: number): void {
    if (this.role === "leader") this.resetElectionTimer();
    this.role = "follower";
    clearTimeout(this.heartbeatTimer);
    this.currentTerm = term;
    this.votedFor = null;
    this.persist();
  }

  private resetElectionTimer(): void {
    clearTimeout(this.electionTimer);
    if (this.killed) return;
    const spread = ELECTION_TIMEOUT_MAX_MS - ELECTION_TIMEOUT_MIN_MS;
    this.electionTimer = setTimeout(() => this.startElection(), ELECTION_TIMEOUT_MIN_MS + Math.random() * spread);
  }

  // ---- replication (§5.3) ----

  appendEntries(args: AppendEntriesArgs): AppendEntriesReply {
    if (args.term < this.currentTerm) return { term: this.currentTerm, success: false };
    if (args.term > this.currentTerm) this.becomeFollower(args.term);
    this.role = "follower";
    this.resetElectionTimer();
    if (args.prevLogIndex > this.lastLogIndex() || this.termAt(args.prevLogIndex) !== args.prevLogTerm) {
      return { term: this.currentTerm, success: false, retryFrom: this.firstIndexOfConflict(args.prevLogIndex) };
    }
    this.store(args.prevLogIndex, args.entries);
    const lastNewIndex = args.prevLogIndex + args.entries.length;
    if (args.leaderCommit > this.commitIndex) {
      this.commitIndex = Math.max(this.commitIndex, Math.min(args.leaderCommit, lastNewIndex));
      this.apply();
    }
    return { term: this.currentTerm, success: true };
  }

  /** Appends what is new, and deletes only what conflicts: an older message must not shorten the log. */
  private store(prevLogIndex: number, entries: LogEntry[]): void {
    for (const [i, entry] of entries.entries()) {
      const index = prevLogIndex + 1 + i;
      if (index <= this.lastLogIndex() && this.termAt(index) === entry.term) continue;
      this.log = [...this.log.slice(0, index - 1), ...entries.slice(i)];
      this.persist();
      return;
    }
  }

  private firstIndexOfConflict(prevLogIndex: number): number {
    if (prevLogIndex > this.lastLogIndex()) return this.lastLogIndex() + 1;
    let index = prevLogIndex;
    while (index > 1 && this.termAt(index - 1) === this.termAt(prevLogIndex)) index--;
    return index;
  }

  private heartbeat(): void {
    if (this.role !== "leader" || this.killed) return;
    this.replicateToAll();
    this.heartbeatTimer = setTimeout(() => this.heartbeat(), HEARTBEAT_MS);
  }

  private replicateToAll(): void {
    for (const peer of this.others()) void this.replicate(peer);
  }

  private async replicate(peer: number): Promise<void> {
    const prevLogIndex = this.nextIndex[peer] - 1;
    const args = {
      term: this.currentTerm,
      leaderId: this.me,
      prevLogIndex,
      prevLogTerm: this.termAt(prevLogIndex),
      entries: this.log.slice(prevLogIndex),
      leaderCommit: this.commitIndex,
    };
    // Sent entries count as received until a refusal or a lost call says otherwise: none is sent twice in between.
    this.nextIndex[peer] = prevLogIndex + 1 + args.entries.length;
    const reply = (await this.peers[peer].call("Raft.appendEntries", args)) as AppendEntriesReply | undefined;
    if (this.killed || this.role !== "leader" || this.currentTerm !== args.term) return;
    if (reply === undefined) {
      this.nextIndex[peer] = Math.max(this.matchIndex[peer] + 1, Math.min(this.nextIndex[peer], prevLogIndex + 1));
    } else if (reply.term > this.currentTerm) {
      this.becomeFollower(reply.term);
    } else if (reply.success) {
      this.matchIndex[peer] = Math.max(this.matchIndex[peer], prevLogIndex + args.entries.length);
      this.nextIndex[peer] = Math.max(this.nextIndex[peer], this.matchIndex[peer] + 1);
      this.advanceCommitIndex();
    } else {
      const before = this.nextIndex[peer];
      this.nextIndex[peer] = Math.max(this.matchIndex[peer] + 1, Math.min(before, reply.retryFrom ?? prevLogIndex));
      if (this.nextIndex[peer] < before) await this.replicate(peer);
    }
  }

  /** A leader commits by counting only entries of its own term; older ones with them (§5.4.2, Figure 8). */
  private advanceCommitIndex(): void {
    const majority = Math.floor(this.peers.length / 2);
    const index = [...this.matchIndex].sort((a, b) => b - a)[majority];
    if (index <= this.commitIndex || this.termAt(index) !== this.currentTerm) return;
    this.commitIndex = index;
    this.apply();
  }

  private apply(): void {
    while (this.lastApplied < this.commitIndex) {
      const index = ++this.lastApplied;
      const msg: ApplyMsg = { index, command: this.log[index - 1].command };
      this.applyCh.send(msg);
    }
  }

  // ---- persistence ----

  private persist(): void {
    const { currentTerm, votedFor, log } = this;
    this.persister.save(JSON.stringify({ currentTerm, votedFor, log }));
  }

  private readPersist(): void {
    const state = this.persister.readRaftState();
    if (state === undefined) return;
    const saved = JSON.parse(state) as { currentTerm: number; votedFor: number | null; log: LogEntry[] };
    this.currentTerm = saved.currentTerm;
    this.votedFor = saved.votedFor;
    this.log = saved.log;
  }

  // ---- small things ----

  private others(): number[] {
    return this.peers.map((_, peer) => peer).filter((peer) => peer !== this.me);
  }

  private isMajority(count: number): boolean {
    return count > this.peers.length / 2;
  }

  private lastLogIndex(): number {
    return this.log.length;
  }

  private lastLogTerm(): number {
    return this.termAt(this.lastLogIndex());
  }

  private termAt(index: number): number {
    return index === 0 ? 0 : this.log[index - 1].term;
  }
}
