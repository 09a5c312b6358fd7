import type { Variant } from "../bank/change";
import { refusesWithoutHint } from "./no-hint";

/** Right Rafts of another build than the reference: other structure, other timing, other messages. */
export const styles: readonly Variant[] = [
  {
    name: "peer-loops",
    way:
      "Loops that sleep and are woken: one for elections, which sleeps and then looks whether it was told anything; one " +
      "for each peer, with one message at a time; one that applies, apart from those that commit.",
    folder: "variants/peer-loops",
    changes: [],
  },
  {
    name: "group-commit",
    way:
      "What changes within 2 ms is saved at one go, and every answer waits for it. A leader sends entries that it hasn't " +
      "saved yet, and counts itself once it has (Ongaro's thesis §10.2.1).",
    folder: "variants/group-commit",
    changes: [],
  },
  {
    name: "saves-at-end-of-event",
    way: "What an event changes is saved once, at its end, and the answer waits for that.",
    folder: "variants/group-commit",
    changes: [
      { find: `const SAVE_AFTER_MS = 2;\n`, replace: `` },
      {
        find: `      setTimeout(() => {\n        this.saving`,
        replace: `      queueMicrotask(() => {\n        this.saving`,
      },
      { find: `      }, SAVE_AFTER_MS);`, replace: `      });` },
      { find: `what changes within 2 ms is saved at one go`, replace: `what changes in an event is saved at its end` },
    ],
  },
  {
    name: "outbox",
    way:
      "A pure function of state and event makes the next state and an outbox, done after the save. Servers answer each " +
      "other by messages of their own through one single RPC: every reply is null.",
    folder: "variants/outbox",
    changes: [],
  },
  {
    name: "closures",
    way: "No classes: state in closures, and a leader's in those of its reign. Refusals carry the conflicting term and index.",
    folder: "variants/closures",
    changes: [],
  },
  {
    name: "own-words",
    way:
      "RPCs of other names whose arguments and replies are arrays, the log as a column of terms and one of commands, a " +
      "saved state that is not JSON, snapshots sent in pieces: nothing of it is fixed.",
    folder: "variants/own-words",
    changes: [],
  },
  {
    name: "calls-itself",
    way: "A candidate asks itself for its vote and a leader sends itself its entries, over the loopback like all others.",
    changes: [
      {
        find: `    this.matchIndex[this.me] = this.lastLogIndex();
    this.advanceCommitIndex();
    this.replicateToAll();`,
        replace: `    this.replicateToAll();`,
      },
      {
        find: `    this.votedFor = this.me;
    this.persist();
    this.resetElectionTimer();
    const votes = new Set([this.me]);`,
        replace: `    this.votedFor = null;
    this.persist();
    this.resetElectionTimer();
    const votes = new Set<number>();`,
      },
      { find: `    if (this.isMajority(votes.size)) this.becomeLeader();\n    for (`, replace: `    for (` },
      { find: `    this.matchIndex[this.me] = this.lastLogIndex();\n    clearTimeout`, replace: `    clearTimeout` },
      {
        find: `    this.role = "follower";\n    this.resetElectionTimer();\n    return true`,
        replace: `    if (this.role === "leader") return true;\n    this.role = "follower";\n    this.resetElectionTimer();\n    return true`,
      },
      {
        find: `    return this.peers.map((_, peer) => peer).filter((peer) => peer !== this.me);`,
        replace: `    return this.peers.map((_, peer) => peer);`,
      },
    ],
  },
  {
    name: "votes-by-promise",
    way: "An election is a promise that a majority of promised votes fulfils; the leader begins a little after the last.",
    changes: [
      {
        find: `    const votes = new Set([this.me]);
    const args`,
        replace: `    const args`,
      },
      {
        find: `    if (this.isMajority(votes.size)) this.becomeLeader();
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
`,
        replace: `    void this.holdElection(args);
  }

  private async holdElection(args: RequestVoteArgs): Promise<void> {
    const votes = this.others().map((peer) => this.askForVote(peer, args));
    const wins = await this.mostSayYes([Promise.resolve(true), ...votes]);
    if (wins && this.role === "candidate" && this.currentTerm === args.term && !this.killed) this.becomeLeader();
  }

  private async askForVote(peer: number, args: RequestVoteArgs): Promise<boolean> {
    const reply = (await this.peers[peer].call("Raft.requestVote", args)) as RequestVoteReply | undefined;
    if (reply === undefined || this.killed) return false;
    if (reply.term > this.currentTerm) this.becomeFollower(reply.term);
    return reply.voteGranted;
  }

  /** As soon as a majority has said yes, or when all have spoken. */
  private mostSayYes(answers: Promise<boolean>[]): Promise<boolean> {
    let yes = 0;
    return new Promise((resolve) => {
      const counted = answers.map(async (answer) => {
        if (await answer) yes++;
        if (this.isMajority(yes)) resolve(true);
      });
      void Promise.all(counted).then(() => resolve(false));
    });
  }
`,
      },
    ],
  },
  {
    name: "paper-timers",
    way: "The paper's own election timeouts, 150 to 300 ms, with a heartbeat every 40 ms.",
    changes: [
      { find: `const HEARTBEAT_MS = 100;`, replace: `const HEARTBEAT_MS = 40;` },
      { find: `const ELECTION_TIMEOUT_MIN_MS = 250;`, replace: `const ELECTION_TIMEOUT_MIN_MS = 150;` },
      { find: `const ELECTION_TIMEOUT_MAX_MS = 500;`, replace: `const ELECTION_TIMEOUT_MAX_MS = 300;` },
    ],
  },
  {
    name: "three-entries-a-message",
    way: "A message carries three entries at most; the next three follow when these are acknowledged.",
    changes: [
      {
        find: `const HEARTBEAT_MS = 100;`,
        replace: `const HEARTBEAT_MS = 100;\nconst ENTRIES_A_MESSAGE = 3;`,
      },
      {
        find: `      entries: this.entriesFrom(prevLogIndex + 1),`,
        replace: `      entries: this.entriesFrom(prevLogIndex + 1).slice(0, ENTRIES_A_MESSAGE),`,
      },
      {
        find: `      this.advanceCommitIndex();\n    } else {`,
        replace: `      this.advanceCommitIndex();
      if (this.nextIndex[peer] <= this.lastLogIndex()) await this.replicate(peer);
    } else {`,
      },
    ],
  },
  {
    name: "all-over-again",
    way: "After a refusal a follower is sent the whole log, and the snapshot before it if there is one.",
    changes: [
      ...refusesWithoutHint,
      { find: `Math.min(before, reply.retryFrom ?? prevLogIndex)`, replace: `Math.min(before, 1)` },
    ],
  },
  {
    name: "keeps-a-tail",
    way:
      "Up to five entries that the snapshot covers stay in the log, for followers who lag a little: they need no snapshot " +
      "then.",
    changes: [
      {
        find: `const HEARTBEAT_MS = 100;`,
        replace: `const HEARTBEAT_MS = 100;\n/** Entries that stay though a snapshot covers them. */\nconst TAIL = 5;`,
      },
      {
        find: `  /** The entries after the snapshot. */
  private log: LogEntry[] = [];
  /** The last entry that the snapshot covers; 0 without one. */
  private lastIncludedIndex = 0;`,
        replace: `  private log: LogEntry[] = [];
  /** The last entry that the snapshot covers; 0 without one. */
  private snapshotIndex = 0;
  /** The last entry that was dropped from the log, at the snapshot's end or up to five before it. */
  private lastIncludedIndex = 0;`,
      },
      {
        find: `    if (index <= this.lastIncludedIndex || this.killed) return;
    const term = this.termAt(index);
    this.log = this.entriesFrom(index + 1);
    this.lastIncludedIndex = index;
    this.lastIncludedTerm = term;
    this.persist(snapshot);`,
        replace: `    if (index <= this.snapshotIndex || this.killed) return;
    const cut = Math.max(this.lastIncludedIndex, index - TAIL);
    const term = this.termAt(cut);
    this.log = this.entriesFrom(cut + 1);
    this.lastIncludedIndex = cut;
    this.lastIncludedTerm = term;
    this.snapshotIndex = index;
    this.persist(snapshot);`,
      },
      {
        find: `      lastIncludedIndex: this.lastIncludedIndex,
      lastIncludedTerm: this.lastIncludedTerm,
      data:`,
        replace: `      lastIncludedIndex: this.snapshotIndex,
      lastIncludedTerm: this.termAt(this.snapshotIndex),
      data:`,
      },
      {
        find: `    this.lastIncludedTerm = snapshotTerm;\n    this.persist(snapshot);`,
        replace: `    this.lastIncludedTerm = snapshotTerm;\n    this.snapshotIndex = snapshotIndex;\n    this.persist(snapshot);`,
      },
      {
        find: `    const { currentTerm, votedFor, log, lastIncludedIndex, lastIncludedTerm } = this;
    const state = JSON.stringify({ currentTerm, votedFor, log, lastIncludedIndex, lastIncludedTerm });`,
        replace: `    const { currentTerm, votedFor, log, lastIncludedIndex, lastIncludedTerm, snapshotIndex } = this;
    const state = JSON.stringify({ currentTerm, votedFor, log, lastIncludedIndex, lastIncludedTerm, snapshotIndex });`,
      },
      {
        find: `      lastIncludedTerm: number;
    };
    this.currentTerm`,
        replace: `      lastIncludedTerm: number;
      snapshotIndex: number;
    };
    this.currentTerm`,
      },
      {
        find: `    this.commitIndex = this.lastIncludedIndex;
    this.lastApplied = this.lastIncludedIndex;`,
        replace: `    this.snapshotIndex = saved.snapshotIndex;
    this.commitIndex = this.snapshotIndex;
    this.lastApplied = this.snapshotIndex;`,
      },
    ],
  },
  {
    name: "loyal-voters",
    way:
      "Who has heard a leader within the least election timeout, or leads, disregards requests for its vote: it neither " +
      "votes nor adopts their term (Raft §6).",
    changes: [
      { find: `  private killed = false;`, replace: `  private killed = false;\n  private heardAtMs = -Infinity;` },
      {
        find: `  requestVote(args: RequestVoteArgs): RequestVoteReply {`,
        replace: `  requestVote(args: RequestVoteArgs): RequestVoteReply {
    const isLoyal = this.role === "leader" || performance.now() - this.heardAtMs < ELECTION_TIMEOUT_MIN_MS;
    if (isLoyal) return { term: this.currentTerm, voteGranted: false };`,
      },
      {
        find: `    this.role = "follower";\n    this.resetElectionTimer();\n    return true`,
        replace: `    this.role = "follower";\n    this.heardAtMs = performance.now();\n    this.resetElectionTimer();\n    return true`,
      },
    ],
  },
  {
    name: "commits-told-at-once",
    way: "A leader that commits says so at once, instead of with the next entries or heartbeat.",
    changes: [
      {
        find: `    this.commitIndex = index;\n    this.apply();\n  }`,
        replace: `    this.commitIndex = index;\n    this.apply();\n    this.replicateToAll();\n  }`,
      },
      {
        find: `    this.advanceCommitIndex();\n    this.replicateToAll();\n    return { index`,
        replace: `    this.replicateToAll();\n    this.advanceCommitIndex();\n    return { index`,
      },
    ],
  },
  {
    name: "unhurried",
    way:
      "All that may be slow is slow: elections after 500 to 1,000 ms, four heartbeats a second, entries only with them, and " +
      "one step back a heartbeat after a refusal.",
    exempt: ["3a/speed", "3b/speed"],
    changes: [
      { find: `const HEARTBEAT_MS = 100;`, replace: `const HEARTBEAT_MS = 250;` },
      { find: `const ELECTION_TIMEOUT_MIN_MS = 250;`, replace: `const ELECTION_TIMEOUT_MIN_MS = 500;` },
      { find: `const ELECTION_TIMEOUT_MAX_MS = 500;`, replace: `const ELECTION_TIMEOUT_MAX_MS = 1_000;` },
      { find: `    this.replicateToAll();\n    return { index`, replace: `    return { index` },
      ...refusesWithoutHint,
      { find: `Math.min(before, reply.retryFrom ?? prevLogIndex)`, replace: `Math.min(before, prevLogIndex)` },
      { find: `      if (this.nextIndex[peer] < before) await this.replicate(peer);\n`, replace: `` },
    ],
  },
  {
    name: "commits-the-term-before-too",
    way:
      "A leader commits by counting what is of the term right before its own, too. Nobody can supersede that: entries of " +
      "its own term only it has made, after these; and whoever lacks one of them has a shorter log of the same last term, " +
      "or an older one, so a majority refuses it. Figure 8 needs a term in between.",
    changes: [
      {
        find: `this.termAt(index) !== this.currentTerm) return;`,
        replace: `this.termAt(index) < this.currentTerm - 1) return;`,
      },
    ],
  },
];
