import type { Mutant } from "../bank/change";

/** What isn't saved, or too late: bug-catalogue.md, «Persistence». */
export const persistence: readonly Mutant[] = [
  {
    name: "vote-not-saved",
    lab: "2c",
    sin: "A granted vote isn't saved: after a crash the server votes again in the same term.",
    rule: "saved-before-answered",
    source: "Raft §5.2, Figure 2 (State)",
    changes: [
      {
        find: `      this.votedFor = args.candidateId;\n      this.persist();\n`,
        replace: `      this.votedFor = args.candidateId;\n`,
      },
    ],
  },
  {
    name: "own-vote-not-saved",
    lab: "2c",
    sin: "A candidate saves neither its new term nor the vote for itself.",
    rule: "saved-before-answered",
    source: "Raft §5.2, Figure 2 (State)",
    changes: [
      { find: `    this.votedFor = this.me;\n    this.persist();\n`, replace: `    this.votedFor = this.me;\n` },
    ],
  },
  {
    name: "adopted-term-not-saved",
    lab: "2c",
    sin: "A term that is adopted from another server isn't saved.",
    rule: "saved-before-answered",
    source: "Raft §5.1, Figure 2 (State)",
    changes: [
      {
        find: `    this.currentTerm = term;\n    this.votedFor = null;\n    this.persist();\n`,
        replace: `    this.currentTerm = term;\n    this.votedFor = null;\n`,
      },
    ],
  },
  {
    name: "started-entry-not-saved",
    lab: "2c",
    sin: "A leader counts itself for an entry that it hasn't saved.",
    rule: "saved-before-answered",
    source: "Raft §5.3, Figure 2 (State)",
    changes: [
      {
        find: `    this.log.push({ term, command });\n    this.persist();\n`,
        replace: `    this.log.push({ term, command });\n`,
      },
    ],
  },
  {
    name: "started-entry-saved-a-moment-later",
    lab: "2c",
    sin: "A leader counts itself for an entry at once, and saves it 5 ms later.",
    rule: "saved-before-answered",
    source: "Raft §5.3; Ongaro's thesis §10.2.1 (a leader may save meanwhile, but must not count itself before)",
    changes: [
      {
        find: `    this.log.push({ term, command });\n    this.persist();\n`,
        replace: `    this.log.push({ term, command });\n    setTimeout(() => this.persist(), 5);\n`,
      },
    ],
  },
  {
    name: "stored-entries-not-saved",
    lab: "2c",
    sin: "A follower answers success for entries that it hasn't saved.",
    rule: "saved-before-answered",
    source: "Raft §5.3, Figure 2 (State)",
    changes: [
      {
        find: `...entries.slice(i)];\n      this.persist();\n`,
        replace: `...entries.slice(i)];\n`,
      },
    ],
  },
  {
    name: "truncation-not-saved",
    lab: "2c",
    sin: "A follower saves its log only when it has grown: one that was cut and filled up again keeps the old tail on disk.",
    rule: "saved-before-answered",
    source: "Raft §5.3, Figure 2 (Receiver implementation 3)",
    changes: [
      {
        find: `      this.log = [...this.log.slice(0, index - 1 - this.lastIncludedIndex), ...entries.slice(i)];\n      this.persist();\n`,
        replace: `      const before = this.log.length;
      this.log = [...this.log.slice(0, index - 1 - this.lastIncludedIndex), ...entries.slice(i)];
      if (this.log.length > before) this.persist();
`,
      },
    ],
  },
  {
    name: "vote-answered-before-it-is-saved",
    lab: "2c",
    sin: "A vote is answered first and saved a moment later.",
    rule: "saved-before-answered",
    source: "Raft Figure 2 (State: updated on stable storage before responding to RPCs)",
    changes: [
      {
        find: `      this.votedFor = args.candidateId;\n      this.persist();\n`,
        replace: `      this.votedFor = args.candidateId;\n      setTimeout(() => this.persist(), 1);\n`,
      },
    ],
  },
  {
    name: "entries-answered-before-they-are-saved",
    lab: "2c",
    sin: "An AppendEntries is answered first, and its entries are saved a moment later.",
    rule: "saved-before-answered",
    source: "Raft Figure 2 (State: updated on stable storage before responding to RPCs)",
    changes: [
      {
        find: `...entries.slice(i)];\n      this.persist();\n`,
        replace: `...entries.slice(i)];\n      setTimeout(() => this.persist(), 1);\n`,
      },
    ],
  },
  {
    name: "saved-every-50-ms",
    lab: "2c",
    sin: "Everything is saved by a ticker, and nothing waits for it.",
    rule: "saved-before-answered",
    source: "Raft Figure 2 (State: updated on stable storage before responding to RPCs)",
    changes: [
      {
        find: `    this.readPersist();\n    this.resetElectionTimer();`,
        replace: `    this.readPersist();\n    this.resetElectionTimer();\n    this.saver = setInterval(() => this.save(), 50);`,
      },
      {
        find: `  private killed = false;`,
        replace: `  private killed = false;\n  private saver: ReturnType<typeof setInterval>;\n  private isDirty = false;`,
      },
      {
        find: `    clearTimeout(this.electionTimer);\n    clearTimeout(this.heartbeatTimer);\n  }`,
        replace: `    clearTimeout(this.electionTimer);\n    clearTimeout(this.heartbeatTimer);\n    clearInterval(this.saver);\n  }`,
      },
      {
        find: `  private persist(snapshot?: string): void {\n`,
        replace: `  private persist(snapshot?: string): void {
    this.isDirty = true;
    if (snapshot !== undefined) this.save(snapshot);
  }

  private save(snapshot?: string): void {
    if (!this.isDirty) return;
    this.isDirty = false;
`,
      },
    ],
  },
  {
    name: "term-and-vote-saved-apart",
    lab: "2c",
    sin: "On the way to a new term the forgotten vote is saved first and the term after it: a crash in between lets the server vote again in the old one.",
    rule: "vote-kept-in-its-term",
    source: "Raft §5.2, Figure 2 (State)",
    changes: [
      {
        find: `    this.currentTerm = term;\n    this.votedFor = null;\n    this.persist();\n  }`,
        replace: `    this.enterTerm(term);
  }

  private enterTerm(term: number): void {
    this.votedFor = null;
    this.persist();
    this.currentTerm = term;
    this.persist();
  }`,
      },
      {
        find: `    this.currentTerm++;\n    this.votedFor = this.me;`,
        replace: `    this.enterTerm(this.currentTerm + 1);\n    this.votedFor = this.me;`,
      },
    ],
  },
  {
    name: "vote-not-read-back",
    lab: "2c",
    sin: "After a restart the saved vote isn't read.",
    rule: "restored-as-saved",
    source: "Raft §5.2, Figure 2 (State)",
    changes: [{ find: `    this.votedFor = saved.votedFor;\n`, replace: `` }],
  },
  {
    name: "vote-for-s0-forgotten",
    lab: "2c",
    sin: "A saved vote for server 0 is read back as no vote: 0 counts as false.",
    rule: "restored-as-saved",
    source: "Raft §5.2, Figure 2 (State)",
    changes: [
      {
        find: `    this.votedFor = saved.votedFor;`,
        replace: `    this.votedFor = saved.votedFor ? saved.votedFor : null;`,
      },
    ],
  },
  {
    name: "log-not-read-back",
    lab: "2c",
    sin: "After a restart the saved entries aren't read, only term and vote.",
    rule: "restored-as-saved",
    source: "Raft §5.3, Figure 2 (State)",
    changes: [{ find: `    this.log = saved.log;\n`, replace: `` }],
  },
  {
    name: "saved-log-lags-by-an-entry",
    lab: "2c",
    sin: "A leader saves before it appends: on disk the newest entry is always missing.",
    rule: "saved-before-answered",
    source: "Raft §5.3, Figure 2 (State)",
    changes: [
      {
        find: `    this.log.push({ term, command });\n    this.persist();\n`,
        replace: `    this.persist();\n    this.log.push({ term, command });\n`,
      },
    ],
  },
  {
    name: "entries-saved-once-committed",
    lab: "2c",
    sin: "A follower saves entries only when it learns that they are committed.",
    rule: "saved-before-answered",
    source: "Raft §5.3, Figure 2 (State)",
    changes: [
      { find: `...entries.slice(i)];\n      this.persist();\n`, replace: `...entries.slice(i)];\n` },
      {
        find: `Math.min(args.leaderCommit, lastNewIndex));\n      this.apply();`,
        replace: `Math.min(args.leaderCommit, lastNewIndex));\n      this.persist();\n      this.apply();`,
      },
    ],
  },
  {
    name: "restored-log-counts-as-committed",
    lab: "2c",
    sin: "After a restart everything in the log counts as committed.",
    rule: "restored-as-saved",
    source: "Raft §5.3, Figure 2 (Volatile state)",
    changes: [
      {
        find: `    this.commitIndex = this.lastIncludedIndex;\n    this.lastApplied = this.lastIncludedIndex;\n  }`,
        replace: `    this.commitIndex = this.lastIncludedIndex + this.log.length;\n    this.lastApplied = this.lastIncludedIndex;\n    this.apply();\n  }`,
      },
    ],
  },
  {
    name: "not-applied-again-after-restart",
    lab: "2c",
    sin: "lastApplied is saved, and after a restart the service, whose state is gone, doesn't get those entries again.",
    rule: "restored-as-saved",
    source: "Raft Figure 2 (Volatile state)",
    changes: [
      {
        find: `const state = JSON.stringify({ currentTerm,`,
        replace: `const state = JSON.stringify({ lastApplied: this.lastApplied, currentTerm,`,
      },
      {
        find: `    const saved = JSON.parse(state) as {\n`,
        replace: `    const saved = JSON.parse(state) as {\n      lastApplied: number;\n`,
      },
      {
        find: `    this.commitIndex = this.lastIncludedIndex;\n    this.lastApplied = this.lastIncludedIndex;\n  }`,
        replace: `    this.commitIndex = saved.lastApplied;\n    this.lastApplied = saved.lastApplied;\n  }`,
      },
    ],
  },
  {
    name: "restarted-never-campaigns",
    lab: "2c",
    sin: "A server that finds a saved state sets no election timer and waits to be spoken to.",
    rule: "candidate-tries-again",
    source: "Raft §5.2",
    changes: [
      {
        find: `    this.readPersist();\n    this.resetElectionTimer();`,
        replace: `    this.readPersist();\n    if (this.currentTerm === 0) this.resetElectionTimer();`,
      },
    ],
  },
  {
    name: "own-vote-not-read-back",
    lab: "2c",
    sin: "A saved vote for itself is dropped on restart: the server is no candidate any more, and takes the vote for free.",
    rule: "restored-as-saved",
    source: "Raft §5.2, Figure 2 (State)",
    changes: [
      {
        find: `    this.votedFor = saved.votedFor;`,
        replace: `    this.votedFor = saved.votedFor === this.me ? null : saved.votedFor;`,
      },
    ],
  },
];
