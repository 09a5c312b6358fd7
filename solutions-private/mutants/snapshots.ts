import type { Mutant } from "../bank/change";

/** Wrong snapshots: bug-catalogue.md, «Snapshots». */
export const snapshots: readonly Mutant[] = [
  {
    name: "stale-snapshot-rewinds",
    lab: "2d",
    sin: "A snapshot that covers less than what has been applied is installed all the same.",
    rule: "old-snapshots-ignored",
    source: "Raft §7, Figure 13 (Receiver implementation)",
    changes: [
      {
        find: `    if (snapshotIndex <= this.commitIndex) return { term: this.currentTerm };\n`,
        replace: ``,
      },
    ],
  },
  {
    name: "commit-index-not-moved-by-a-snapshot",
    lab: "2d",
    sin: "A snapshot moves lastApplied and not commitIndex: the same one, arriving twice, is handed up twice.",
    rule: "old-snapshots-ignored",
    source: "Raft §7, Figure 13",
    changes: [{ find: `    this.commitIndex = snapshotIndex;\n    this.lastApplied`, replace: `    this.lastApplied` }],
  },
  {
    name: "last-applied-not-moved-by-a-snapshot",
    lab: "2d",
    sin: "A snapshot moves commitIndex and not lastApplied: entries that it covers are looked for in the log.",
    rule: "positions-count-the-snapshot",
    source: "Raft §7, Figure 13",
    changes: [
      {
        find: `    this.commitIndex = snapshotIndex;\n    this.lastApplied = snapshotIndex;\n`,
        replace: `    this.commitIndex = snapshotIndex;\n`,
      },
    ],
  },
  {
    name: "entries-after-the-snapshot-thrown-away",
    lab: "2d",
    sin: "A snapshot replaces the whole log, entries after it that were acknowledged included.",
    rule: "snapshot-replaces-its-prefix",
    source: "Raft §7, Figure 13 (6: retain log entries following it)",
    changes: [
      {
        find: `    const isPrefix = this.matches(snapshotIndex, snapshotTerm);
    this.log = isPrefix ? this.entriesFrom(snapshotIndex + 1) : [];`,
        replace: `    this.log = [];`,
      },
    ],
  },
  {
    name: "conflicting-entries-after-the-snapshot-kept",
    lab: "2d",
    sin: "Entries after the snapshot are kept although the one at its index is of another term.",
    rule: "snapshot-replaces-its-prefix",
    source: "Raft §7, Figure 13 (7: discard the entire log)",
    indistinguishable:
      "What a snapshot covers is on a majority without this server, whose vote is thus never needed for it; and each " +
      "kept entry is of an older term than any that a leader sends for its index, so that it is replaced before it counts.",
    changes: [
      {
        find: `    const isPrefix = this.matches(snapshotIndex, snapshotTerm);
    this.log = isPrefix ? this.entriesFrom(snapshotIndex + 1) : [];`,
        replace: `    this.log = this.entriesFrom(snapshotIndex + 1);`,
      },
    ],
  },
  {
    name: "term-of-the-own-entry-at-the-snapshot",
    lab: "2d",
    sin: "lastIncludedTerm is taken from the server's own entry at that index, which may conflict with the snapshot.",
    rule: "positions-count-the-snapshot",
    source: "Raft §7, Figure 13 (lastIncludedTerm)",
    changes: [
      {
        find: `    const isPrefix = this.matches(snapshotIndex, snapshotTerm);\n`,
        replace: `    const ownTerm = snapshotIndex <= this.lastLogIndex() ? this.termAt(snapshotIndex) : snapshotTerm;\n    const isPrefix = this.matches(snapshotIndex, snapshotTerm);\n`,
      },
      {
        find: `    this.lastIncludedTerm = snapshotTerm;\n`,
        replace: `    this.lastIncludedTerm = ownTerm;\n`,
      },
    ],
  },
  {
    name: "term-of-the-last-entry-for-the-snapshot",
    lab: "2d",
    sin: "A snapshot that is made takes the term of the log's last entry for that of the last entry it covers.",
    rule: "positions-count-the-snapshot",
    source: "Raft §7, Figure 12 (lastIncludedTerm)",
    changes: [
      {
        find: `    const term = this.termAt(index);\n    this.log = this.entriesFrom(index + 1);`,
        replace: `    const term = this.lastLogTerm();\n    this.log = this.entriesFrom(index + 1);`,
      },
    ],
  },
  {
    name: "current-term-at-the-snapshot",
    lab: "2d",
    sin: "The entry at lastIncludedIndex counts as one of the current term: a log that ends there looks newer than it is.",
    rule: "positions-count-the-snapshot",
    source: "Raft §5.4.1, §7",
    changes: [
      {
        find: `index === this.lastIncludedIndex ? this.lastIncludedTerm : this.entryAt(index).term`,
        replace: `index === this.lastIncludedIndex ? this.currentTerm : this.entryAt(index).term`,
      },
    ],
  },
  {
    name: "last-included-term-not-saved",
    lab: "2d",
    sin: "lastIncludedTerm isn't saved: after a restart the entry before the log is of term 0.",
    rule: "positions-count-the-snapshot",
    source: "Raft §7",
    changes: [
      { find: `    this.lastIncludedTerm = saved.lastIncludedTerm;\n`, replace: `    this.lastIncludedTerm = 0;\n` },
    ],
  },
  {
    name: "index-moved-before-the-log-is-cut",
    lab: "2d",
    sin: "lastIncludedIndex is moved first, and the log is then cut by the new offset.",
    rule: "positions-count-the-snapshot",
    source: "Raft §7; Students' Guide to Raft",
    changes: [
      {
        find: `    this.log = this.entriesFrom(index + 1);\n    this.lastIncludedIndex = index;\n`,
        replace: `    this.lastIncludedIndex = index;\n    this.log = this.entriesFrom(index + 1);\n`,
      },
    ],
  },
  {
    name: "cut-one-entry-too-many",
    lab: "2d",
    sin: "The first entry after the snapshot is cut off with those that it covers.",
    rule: "snapshot-replaces-its-prefix",
    source: "Raft §7",
    changes: [
      {
        find: `    this.log = this.entriesFrom(index + 1);\n    this.lastIncludedIndex = index;`,
        replace: `    this.log = this.entriesFrom(index + 2);\n    this.lastIncludedIndex = index;`,
      },
    ],
  },
  {
    name: "older-snapshot-cuts-again",
    lab: "2d",
    sin: "A snapshot of an index that an earlier one covers cuts the log once more.",
    rule: "old-snapshots-ignored",
    source: "Raft §7; INTERFACE.md, «Snapshots»",
    changes: [
      {
        find: `    if (index <= this.lastIncludedIndex || this.killed) return;\n    const term = this.termAt(index);`,
        replace: `    if (index === this.lastIncludedIndex || this.killed) return;\n    const term = this.entryAt(index)?.term ?? this.lastIncludedTerm;`,
      },
    ],
  },
  {
    name: "snapshot-after-the-state",
    lab: "2d",
    sin: "A snapshot and the shortened log are saved one after the other, the log first.",
    rule: "snapshot-saved-with-its-state",
    source: "Raft §7; INTERFACE.md, «Persister»",
    changes: [
      {
        find: `    this.lastIncludedTerm = term;\n    this.persist(snapshot);`,
        replace: `    this.lastIncludedTerm = term;\n    this.persist();\n    this.persist(snapshot);`,
      },
    ],
  },
  {
    name: "installed-snapshot-before-the-state",
    lab: "2d",
    sin: "An installed snapshot is saved beside the old log first, and the new state after it.",
    rule: "snapshot-saved-with-its-state",
    source: "Raft §7; INTERFACE.md, «Persister»",
    changes: [
      {
        find: `    const isPrefix = this.matches(snapshotIndex, snapshotTerm);\n`,
        replace: `    this.persist(snapshot);\n    const isPrefix = this.matches(snapshotIndex, snapshotTerm);\n`,
      },
    ],
  },
  {
    name: "installed-snapshot-not-saved",
    lab: "2d",
    sin: "The state is saved after an InstallSnapshot, the snapshot isn't.",
    rule: "snapshot-saved-with-its-state",
    source: "Raft §7, Figure 13 (5: save snapshot file)",
    changes: [
      {
        find: `    this.persist(snapshot);\n    this.commitIndex = snapshotIndex;`,
        replace: `    this.persist();\n    this.commitIndex = snapshotIndex;`,
      },
    ],
  },
  {
    name: "installed-snapshot-saved-a-moment-later",
    lab: "2d",
    sin: "An InstallSnapshot is answered first and saved 5 ms later: what the leader counts on is lost with a crash.",
    rule: "saved-before-answered",
    source: "Raft §7; Figure 2 (State: updated on stable storage before responding to RPCs)",
    changes: [
      {
        find: `    this.persist(snapshot);\n    this.commitIndex = snapshotIndex;`,
        replace: `    setTimeout(() => this.persist(snapshot), 5);\n    this.commitIndex = snapshotIndex;`,
      },
    ],
  },
  {
    name: "leader-sends-an-older-snapshot",
    lab: "2d",
    sin: "A leader sends the snapshot that it had at its boot or made first, under the index of the newest.",
    rule: "snapshot-sent-where-entries-are-gone",
    source: "Raft §7, Figure 13",
    changes: [
      {
        find: `  private killed = false;`,
        replace: `  private killed = false;\n  private firstSnapshot: string | undefined;`,
      },
      {
        find: `      data: this.persister.readSnapshot()!,`,
        replace: `      data: (this.firstSnapshot ??= this.persister.readSnapshot()!),`,
      },
    ],
  },
  {
    name: "vote-compares-entries-left",
    lab: "2d",
    sin: "A voter compares a candidate's last index with the number of entries that its snapshot has left in its log.",
    rule: "positions-count-the-snapshot",
    source: "Raft §5.4.1, §7",
    changes: [
      {
        find: `    return args.lastLogIndex >= this.lastLogIndex();`,
        replace: `    return args.lastLogIndex >= this.log.length;`,
      },
    ],
  },
  {
    name: "never-sends-a-snapshot",
    lab: "2d",
    sin: "A leader that has dropped the entries which a follower needs sends it those that it still has.",
    rule: "snapshot-sent-where-entries-are-gone",
    source: "Raft §7",
    changes: [
      {
        find: `    if (this.nextIndex[peer] <= this.lastIncludedIndex) return this.sendSnapshot(peer);\n`,
        replace: `    this.nextIndex[peer] = Math.max(this.nextIndex[peer], this.lastIncludedIndex + 1);\n`,
      },
      {
        find: `  private async sendSnapshot(`,
        replace: `  protected async sendSnapshot(`,
      },
    ],
  },
  {
    name: "snapshot-only-to-who-has-nothing",
    lab: "2d",
    sin: "A leader sends its snapshot where nextIndex is below lastIncludedIndex, and not where it is equal: that entry is gone too.",
    rule: "snapshot-sent-where-entries-are-gone",
    source: "Raft §7",
    changes: [
      {
        find: `    if (this.nextIndex[peer] <= this.lastIncludedIndex) return`,
        replace: `    if (this.nextIndex[peer] < this.lastIncludedIndex) return`,
      },
      {
        find: `      prevLogTerm: this.termAt(prevLogIndex),`,
        replace: `      prevLogTerm: prevLogIndex < this.lastIncludedIndex ? this.lastIncludedTerm : this.termAt(prevLogIndex),`,
      },
    ],
  },
  {
    name: "next-index-not-moved-by-a-snapshot",
    lab: "2d",
    sin: "After an InstallSnapshot the leader sends the same snapshot again, and never the entries after it.",
    rule: "snapshot-sent-where-entries-are-gone",
    source: "Raft §7",
    changes: [
      {
        find: `    this.nextIndex[peer] = args.lastIncludedIndex + 1;\n    const reply`,
        replace: `    const reply`,
      },
      {
        find: `    if (reply !== undefined) this.matchIndex[peer] = Math.max(this.matchIndex[peer], args.lastIncludedIndex);
    this.nextIndex[peer] = Math.max(this.matchIndex[peer] + 1, reply === undefined ? 0 : this.nextIndex[peer]);
`,
        replace: ``,
      },
    ],
  },
  {
    name: "install-snapshot-heeds-old-leaders",
    lab: "2d",
    sin: "A snapshot from a leader of an older term resets the timer and makes a leader a follower.",
    rule: "lower-term-refused",
    source: "Raft §5.1, Figure 13 (1: reply immediately if term < currentTerm)",
    changes: [
      {
        find: `    if (!this.heeds(args)) return { term: this.currentTerm };\n    const {`,
        replace: `    this.heeds({ term: Math.max(args.term, this.currentTerm) });\n    const {`,
      },
    ],
  },
  {
    name: "late-entries-below-the-snapshot",
    lab: "2d",
    sin: "An AppendEntries that begins below the snapshot is stored at the wrong place, its covered entries included.",
    rule: "positions-count-the-snapshot",
    source: "Raft §5.3, §7",
    changes: [
      {
        find: `      if (index <= this.lastIncludedIndex) continue;\n      if (index <= this.lastLogIndex() && this.termAt(index) === entry.term) continue;\n      this.log = [...this.log.slice(0, index - 1 - this.lastIncludedIndex),`,
        replace: `      if (this.entryAt(index)?.term === entry.term) continue;\n      this.log = [...this.log.slice(0, Math.max(0, index - 1 - this.lastIncludedIndex)),`,
      },
    ],
  },
  {
    name: "restart-skips-the-entry-after-the-snapshot",
    lab: "2d",
    sin: "After a restart the entry that follows the snapshot counts as applied.",
    rule: "restored-as-saved",
    source: "Raft §7; INTERFACE.md, «Snapshots»",
    changes: [
      {
        find: `    this.commitIndex = this.lastIncludedIndex;\n    this.lastApplied = this.lastIncludedIndex;\n  }`,
        replace: `    this.commitIndex = this.lastIncludedIndex;\n    this.lastApplied = this.lastIncludedIndex + Math.min(1, this.log.length);\n  }`,
      },
    ],
  },
  {
    name: "log-never-cut",
    lab: "2d",
    sin: "snapshot does nothing: the log grows for ever.",
    rule: "log-cut-at-the-snapshot",
    source: "Raft §7",
    changes: [
      {
        find: `    if (index <= this.lastIncludedIndex || this.killed) return;\n`,
        replace: `    if (index !== -1 || this.killed) return;\n`,
      },
    ],
  },
  {
    name: "snapshot-handed-up-under-the-commit-index",
    lab: "2d",
    sin: "An installed snapshot is handed up under the leader's newest index, not under its own.",
    rule: "positions-count-the-snapshot",
    source: "Raft §7, Figure 13 (lastIncludedIndex)",
    changes: [
      {
        find: `      lastIncludedIndex: this.lastIncludedIndex,\n      lastIncludedTerm: this.lastIncludedTerm,\n      data`,
        replace: `      lastIncludedIndex: this.lastLogIndex(),\n      lastIncludedTerm: this.lastLogTerm(),\n      data`,
      },
    ],
  },
];
