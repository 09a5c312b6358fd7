import type { Mutant } from "../bank/change";

/** Wrong only when several things come together: each looks right in most runs, and for most of the paper's rules. */
export const secondOrder: readonly Mutant[] = [
  {
    name: "only-the-first-entry-compared",
    lab: "2b",
    sin: "Entries are taken for stored when the first of them matches, though a conflict comes later in the same message.",
    rule: "conflicts-removed",
    source: "Raft §5.3, Figure 2 (AppendEntries 3)",
    changes: [
      {
        find: `    for (const [i, entry] of entries.entries()) {
      const index = prevLogIndex + 1 + i;`,
        replace: `    const last = prevLogIndex + entries.length;
    const isKnown = prevLogIndex >= this.lastIncludedIndex && last <= this.lastLogIndex() && entries.length > 1;
    if (isKnown && this.termAt(prevLogIndex + 1) === entries[0].term) return;
    for (const [i, entry] of entries.entries()) {
      const index = prevLogIndex + 1 + i;`,
      },
    ],
  },
  {
    name: "only-the-last-entry-compared",
    lab: "2b",
    sin: "Entries are taken for stored when the log already reaches as far as they do.",
    rule: "conflicts-removed",
    source: "Raft §5.3, Figure 2 (AppendEntries 3)",
    changes: [
      {
        find: `    for (const [i, entry] of entries.entries()) {
      const index = prevLogIndex + 1 + i;`,
        replace: `    if (entries.length > 0 && prevLogIndex + entries.length < this.lastLogIndex()) return;
    for (const [i, entry] of entries.entries()) {
      const index = prevLogIndex + 1 + i;`,
      },
    ],
  },
  {
    name: "reply-counts-for-the-leader-of-now",
    lab: "2b",
    sin: "A success is credited to whoever leads now in the reply's term or a later one: the guard looks at the role alone after a second election won.",
    rule: "stale-replies-ignored",
    source: "Raft §5.3, Figure 2 (matchIndex)",
    changes: [
      {
        find: `    if (this.killed || this.role !== "leader" || this.currentTerm !== args.term) return;`,
        replace: `    if (this.killed || this.role !== "leader") return;
    if (reply !== undefined && reply.term < args.term) return;`,
      },
    ],
  },
  {
    name: "vote-of-a-second-life-not-saved",
    lab: "2c",
    sin: "A server that has been restarted saves no vote: it takes two crashes to show.",
    rule: "saved-before-answered",
    source: "Raft §5.6, Figure 2 (votedFor)",
    changes: [
      { find: `  private killed = false;`, replace: `  private killed = false;\n  private isRestarted = false;` },
      {
        find: `    this.currentTerm = saved.currentTerm;`,
        replace: `    this.isRestarted = true;\n    this.currentTerm = saved.currentTerm;`,
      },
      {
        find: `      this.votedFor = args.candidateId;\n      this.persist();`,
        replace: `      this.votedFor = args.candidateId;\n      if (!this.isRestarted) this.persist();`,
      },
    ],
  },
  {
    name: "log-of-a-second-life-not-saved",
    lab: "2c",
    sin: "A follower that has been restarted answers for entries that it doesn't save: it takes two crashes to show.",
    rule: "saved-before-answered",
    source: "Raft §5.6, Figure 2 (log[])",
    changes: [
      { find: `  private killed = false;`, replace: `  private killed = false;\n  private isRestarted = false;` },
      {
        find: `    this.currentTerm = saved.currentTerm;`,
        replace: `    this.isRestarted = true;\n    this.currentTerm = saved.currentTerm;`,
      },
      {
        find: `...entries.slice(i)];\n      this.persist();`,
        replace: `...entries.slice(i)];\n      if (!this.isRestarted) this.persist();`,
      },
    ],
  },
  {
    name: "match-index-from-the-newer-snapshot",
    lab: "2d",
    sin: "A follower is credited with the snapshot that the leader has by the time of the reply, and not with the one that was sent.",
    rule: "match-index-is-acknowledged",
    source: "Raft §7, Figure 13",
    changes: [
      {
        find: `    if (reply !== undefined) this.matchIndex[peer] = Math.max(this.matchIndex[peer], args.lastIncludedIndex);`,
        replace: `    if (reply !== undefined) this.matchIndex[peer] = Math.max(this.matchIndex[peer], this.lastIncludedIndex);`,
      },
    ],
  },
  {
    name: "snapshot-in-flight-forgets-newer-entries",
    lab: "2d",
    sin: "A snapshot that arrives after entries which it doesn't cover throws them away where its own last entry is already applied.",
    rule: "snapshot-replaces-its-prefix",
    source: "Raft §7, Figure 13 (Receiver implementation 6)",
    changes: [
      {
        find: `    if (snapshotIndex <= this.commitIndex) return { term: this.currentTerm };`,
        replace: `    if (snapshotIndex > this.lastIncludedIndex && snapshotIndex <= this.commitIndex) {
      this.log = this.log.slice(0, this.commitIndex - this.lastIncludedIndex);
      this.persist();
    }
    if (snapshotIndex <= this.commitIndex) return { term: this.currentTerm };`,
      },
    ],
  },
];
