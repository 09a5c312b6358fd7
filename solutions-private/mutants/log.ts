import type { Change, Mutant } from "../bank/change";

/** By itself right: the leader sends at most two entries a message, the next two when these are stored. */
const twoEntriesAMessage: readonly Change[] = [
  {
    find: `entries: this.entriesFrom(prevLogIndex + 1),`,
    replace: `entries: this.entriesFrom(prevLogIndex + 1).slice(0, 2),`,
  },
  {
    find: `      this.advanceCommitIndex();\n    } else {`,
    replace: `      this.advanceCommitIndex();
      if (args.entries.length > 0 && this.nextIndex[peer] <= this.lastLogIndex()) await this.replicate(peer);
    } else {`,
  },
];

/** Wrong logs: bug-catalogue.md, «Log». */
export const log: readonly Mutant[] = [
  {
    name: "older-term-committed-by-counting",
    lab: "2b",
    sin: "A leader commits an older term's entry as soon as a majority has it.",
    rule: "own-term-commits",
    source: "Raft §5.4.2, Figure 8",
    changes: [
      {
        find: `if (index <= this.commitIndex || this.termAt(index) !== this.currentTerm) return;`,
        replace: `if (index <= this.commitIndex) return;`,
      },
    ],
  },
  {
    name: "stale-append-replies-acted-on",
    lab: "2b",
    sin: "A leader acts on a reply to an AppendEntries that it sent in an earlier leadership.",
    rule: "stale-replies-ignored",
    source: "Raft §5.3, Figure 2 (matchIndex)",
    changes: [
      {
        find: `if (this.killed || this.role !== "leader" || this.currentTerm !== args.term) return;`,
        replace: `if (this.killed || this.role !== "leader") return;`,
      },
    ],
  },
  {
    name: "match-index-outlives-leadership",
    lab: "2b",
    sin: "A new leader goes on from the matchIndex of its earlier leadership.",
    rule: "match-index-is-acknowledged",
    source: "Raft §5.3, Figure 2 (matchIndex, reinitialized after election)",
    changes: [
      {
        find: `    this.matchIndex = this.peers.map(() => 0);`,
        replace: `    this.matchIndex = this.peers.map((_, peer) => this.matchIndex[peer] ?? 0);`,
      },
    ],
  },
  {
    name: "always-truncate",
    lab: "2b",
    sin: "Everything after prevLogIndex is deleted before the entries are appended, without a conflict too.",
    rule: "matching-entries-kept",
    source: "Raft §5.3, Figure 2 (AppendEntries 3)",
    changes: [
      {
        find: `      if (index <= this.lastLogIndex() && this.termAt(index) === entry.term) continue;\n`,
        replace: ``,
      },
      { find: `    for (const [i, entry] of entries.entries()) {`, replace: `    for (const i of entries.keys()) {` },
    ],
  },
  {
    name: "heartbeat-truncates",
    lab: "2b",
    sin: "Everything after prevLogIndex is deleted, by an empty AppendEntries too.",
    rule: "matching-entries-kept",
    source: "Raft §5.3, Figure 2 (AppendEntries 3)",
    changes: [
      {
        find: `    this.store(args.prevLogIndex, args.entries);`,
        replace: `    this.log = this.log.slice(0, args.prevLogIndex - this.lastIncludedIndex);\n    this.persist();\n    this.store(args.prevLogIndex, args.entries);`,
      },
    ],
  },
  {
    name: "heartbeat-not-checked",
    lab: "2b",
    sin: "An empty AppendEntries succeeds without a look at the previous entry.",
    rule: "previous-entry-checked",
    source: "Raft §5.3, Figure 2 (AppendEntries 2)",
    changes: [
      {
        find: `if (!this.matches(args.prevLogIndex, args.prevLogTerm)) {`,
        replace: `if (args.entries.length > 0 && !this.matches(args.prevLogIndex, args.prevLogTerm)) {`,
      },
      {
        find: `Math.min(args.leaderCommit, lastNewIndex)`,
        replace: `Math.min(args.leaderCommit, this.lastLogIndex())`,
      },
    ],
  },
  {
    name: "heartbeat-carries-no-commit",
    lab: "2b",
    sin: "An empty AppendEntries doesn't tell the commit index: followers learn of the last commit with the next entry.",
    rule: "commit-told-to-followers",
    source: "Raft §5.3, Figure 2 (leaderCommit)",
    changes: [
      {
        find: `leaderCommit: this.commitIndex,`,
        replace: `leaderCommit: prevLogIndex < this.lastLogIndex() ? this.commitIndex : 0,`,
      },
    ],
  },
  {
    name: "prev-term-not-checked",
    lab: "2b",
    sin: "A previous entry of another term is taken for a match.",
    rule: "previous-entry-checked",
    source: "Raft §5.3, Figure 2 (AppendEntries 2)",
    changes: [
      {
        find: `if (!this.matches(args.prevLogIndex, args.prevLogTerm)) {`,
        replace: `if (args.prevLogIndex > this.lastLogIndex()) {`,
      },
    ],
  },
  {
    name: "prev-index-past-the-end-accepted",
    lab: "2b",
    sin: "Entries after a previous entry that the follower lacks are appended at its log's end.",
    rule: "previous-entry-checked",
    source: "Raft §5.3, Figure 2 (AppendEntries 2)",
    changes: [
      {
        find: `if (!this.matches(args.prevLogIndex, args.prevLogTerm)) {`,
        replace: `if (args.prevLogIndex <= this.lastLogIndex() && !this.matches(args.prevLogIndex, args.prevLogTerm)) {`,
      },
      {
        find: `Math.min(args.leaderCommit, lastNewIndex)`,
        replace: `Math.min(args.leaderCommit, lastNewIndex, this.lastLogIndex())`,
      },
    ],
  },
  {
    name: "conflicting-entries-kept",
    lab: "2b",
    sin: "Only entries past the log's end are appended; those in conflict stay.",
    rule: "conflicts-removed",
    source: "Raft §5.3, Figure 2 (AppendEntries 3)",
    changes: [
      {
        find: `if (index <= this.lastLogIndex() && this.termAt(index) === entry.term) continue;`,
        replace: `if (index <= this.lastLogIndex()) continue;`,
      },
    ],
  },
  {
    name: "tail-kept-after-conflict",
    lab: "2b",
    sin: "A conflicting entry is overwritten, and what follows the new entries stays.",
    rule: "conflicts-removed",
    source: "Raft §5.3, Figure 2 (AppendEntries 3)",
    changes: [
      {
        find: `      this.log = [...this.log.slice(0, index - 1 - this.lastIncludedIndex), ...entries.slice(i)];`,
        replace: `      this.log.splice(index - 1 - this.lastIncludedIndex, entries.length - i, ...entries.slice(i));`,
      },
    ],
  },
  {
    name: "stale-append-accepted",
    lab: "2b",
    sin: "An AppendEntries of an older term is handled as if it were the leader's.",
    rule: "lower-term-refused",
    source: "Raft §5.1, Figure 2 (AppendEntries 1)",
    changes: [
      {
        find: `    if (args.term < this.currentTerm) return false;\n`,
        replace: ``,
      },
    ],
  },
  {
    name: "stale-append-refused-and-stored",
    lab: "2b",
    sin: "An AppendEntries of an older term is refused, and its entries are stored all the same.",
    rule: "refusal-changes-nothing",
    source: "Raft §5.1, Figure 2 (AppendEntries 1)",
    changes: [
      {
        find: `    if (!this.heeds(args)) return { term: this.currentTerm, success: false };`,
        replace: `    if (!this.heeds(args)) {
      if (args.prevLogIndex <= this.lastLogIndex()) this.store(args.prevLogIndex, args.entries);
      return { term: this.currentTerm, success: false };
    }`,
      },
    ],
  },
  {
    name: "refused-and-stored",
    lab: "2b",
    sin: "An AppendEntries whose previous entry doesn't match is refused, and its entries are stored all the same.",
    rule: "refusal-changes-nothing",
    source: "Raft §5.3, Figure 2 (AppendEntries 2)",
    changes: [
      {
        find: `      return { term: this.currentTerm, success: false, retryFrom: this.firstIndexOfConflict(args.prevLogIndex) };`,
        replace: `      const retryFrom = this.firstIndexOfConflict(args.prevLogIndex);
      this.store(args.prevLogIndex, args.entries);
      return { term: this.currentTerm, success: false, retryFrom };`,
      },
    ],
  },
  {
    name: "commit-index-to-the-own-end",
    lab: "2b",
    sin: "commitIndex follows leaderCommit up to the end of the follower's own log, past the last new entry.",
    rule: "commit-to-the-last-new-entry",
    source: "Raft §5.3, Figure 2 (AppendEntries 5)",
    changes: [
      ...twoEntriesAMessage,
      {
        find: `Math.min(args.leaderCommit, lastNewIndex)`,
        replace: `Math.min(args.leaderCommit, Math.max(lastNewIndex, this.lastLogIndex()))`,
      },
    ],
  },
  {
    name: "follower-applies-what-it-stores",
    lab: "2b",
    sin: "A follower takes all entries of a message for committed, not only those up to leaderCommit.",
    rule: "commit-to-the-last-new-entry",
    source: "Raft §5.3, Figure 2 (AppendEntries 5)",
    changes: [
      {
        find: `    if (args.leaderCommit > this.commitIndex) {`,
        replace: `    if (lastNewIndex > this.commitIndex) {`,
      },
      {
        find: `Math.max(this.commitIndex, Math.min(args.leaderCommit, lastNewIndex))`,
        replace: `lastNewIndex`,
      },
    ],
  },
  {
    name: "match-index-from-next-index",
    lab: "2b",
    sin: "A success sets matchIndex to nextIndex−1, which has moved on since that message was sent.",
    rule: "match-index-is-acknowledged",
    source: "Raft §5.3, Figure 2 (matchIndex)",
    changes: [
      {
        find: `Math.max(this.matchIndex[peer], prevLogIndex + args.entries.length)`,
        replace: `Math.max(this.matchIndex[peer], this.nextIndex[peer] - 1)`,
      },
    ],
  },
  {
    name: "match-index-from-the-log-end",
    lab: "2b",
    sin: "A success sets matchIndex to the end that the leader's log has by the time of the reply.",
    rule: "match-index-is-acknowledged",
    source: "Raft §5.3, Figure 2 (matchIndex)",
    changes: [
      {
        find: `Math.max(this.matchIndex[peer], prevLogIndex + args.entries.length)`,
        replace: `this.lastLogIndex()`,
      },
    ],
  },
  {
    name: "match-index-goes-back",
    lab: "2b",
    sin: "A late success lowers matchIndex.",
    rule: "match-index-is-acknowledged",
    source: "Raft §5.3, Figure 2 (matchIndex increases monotonically)",
    indistinguishable:
      "A matchIndex that is too low only delays a commit, until the next heartbeat's reply sets it right; commitIndex " +
      "itself never goes back. Within the bounds that slow right programs have, nothing shows.",
    changes: [
      {
        find: `Math.max(this.matchIndex[peer], prevLogIndex + args.entries.length)`,
        replace: `prevLogIndex + args.entries.length`,
      },
    ],
  },
  {
    name: "acks-counted-by-message",
    lab: "2b",
    sin: "Successes are counted for each index without asking whose they are: one follower's two count twice.",
    rule: "majority-commits",
    source: "Raft §5.3, Figure 2 (Rules for Leaders)",
    changes: [
      {
        find: `  private killed = false;`,
        replace: `  private killed = false;\n  private acks = new Map<number, number>();`,
      },
      { find: `    this.role = "leader";\n`, replace: `    this.role = "leader";\n    this.acks.clear();\n` },
      {
        find: `      this.advanceCommitIndex();\n    } else {`,
        replace: `      const end = prevLogIndex + args.entries.length;
      const acks = (this.acks.get(end) ?? 1) + 1;
      this.acks.set(end, acks);
      if (this.isMajority(acks) && end > this.commitIndex && this.termAt(end) === this.currentTerm) {
        this.commitIndex = end;
        this.apply();
      }
    } else {`,
      },
    ],
  },
  {
    name: "half-commits",
    lab: "2b",
    sin: "Half of the servers commit an entry, which in an even cluster is no majority.",
    rule: "majority-commits",
    source: "Raft §5.3",
    changes: [
      {
        find: `const majority = Math.floor(this.peers.length / 2);`,
        replace: `const majority = Math.floor((this.peers.length - 1) / 2);`,
      },
    ],
  },
  {
    name: "one-copy-short",
    lab: "2b",
    sin: "An entry is committed with one copy less than a majority.",
    rule: "majority-commits",
    source: "Raft §5.3",
    changes: [
      {
        find: `const majority = Math.floor(this.peers.length / 2);`,
        replace: `const majority = Math.max(0, Math.floor(this.peers.length / 2) - 1);`,
      },
    ],
  },
  {
    name: "leader-commits-at-once",
    lab: "2b",
    sin: "A leader commits an entry when it is started.",
    rule: "majority-commits",
    source: "Raft §5.3",
    changes: [
      {
        find: `    this.advanceCommitIndex();\n    this.replicateToAll();`,
        replace: `    this.commitIndex = this.lastLogIndex();\n    this.apply();\n    this.replicateToAll();`,
      },
    ],
  },
  {
    name: "term-refusal-taken-for-mismatch",
    lab: "2b",
    sin: "A refusal for the term is taken for a log mismatch: nextIndex walks down, to 0 and below.",
    rule: "next-index-backs-up",
    source: "Raft §5.1, §5.3",
    changes: [
      {
        find: `    } else if (reply.term > this.currentTerm) {\n      this.becomeFollower(reply.term);\n`,
        replace: ``,
      },
      {
        find: `if (this.nextIndex[peer] <= this.lastIncludedIndex) return`,
        replace: `if (this.lastIncludedIndex > 0 && this.nextIndex[peer] <= this.lastIncludedIndex) return`,
      },
      {
        find: `Math.max(this.matchIndex[peer] + 1, Math.min(before, reply.retryFrom ?? prevLogIndex));`,
        replace: `Math.min(before, reply.retryFrom ?? prevLogIndex);`,
      },
    ],
  },
  {
    name: "backup-without-progress",
    lab: "2b",
    sin: "After a refusal the leader tries the same previous entry again, for ever.",
    rule: "next-index-backs-up",
    source: "Raft §5.3",
    changes: [
      {
        find: `    if (prevLogIndex > this.lastLogIndex()) return this.lastLogIndex() + 1;`,
        replace: `    if (prevLogIndex > this.lastLogIndex()) return prevLogIndex + 1;`,
      },
    ],
  },
  {
    name: "backup-stops-at-the-term",
    lab: "2b",
    sin: "After a conflict the leader goes on right after the conflicting entry, and never gets below it.",
    rule: "next-index-backs-up",
    source: "Raft §5.3 (the optimization at its end)",
    changes: [
      {
        find: `while (index > this.lastIncludedIndex + 1 && this.termAt(index - 1) === this.termAt(prevLogIndex)) index--;`,
        replace: `while (index <= this.lastLogIndex() && this.termAt(index) === this.termAt(prevLogIndex)) index++;`,
      },
    ],
  },
  {
    name: "commit-index-goes-back",
    lab: "2b",
    sin: "An older leaderCommit takes commitIndex back, and entries are applied again from there.",
    rule: "commit-index-only-grows",
    source: "Raft §5.3, Figure 2 (commitIndex increases monotonically)",
    changes: [
      {
        find: `    if (args.leaderCommit > this.commitIndex) {
      this.commitIndex = Math.max(this.commitIndex, Math.min(args.leaderCommit, lastNewIndex));`,
        replace: `    if (args.leaderCommit !== this.commitIndex) {
      this.commitIndex = Math.min(args.leaderCommit, lastNewIndex);
      this.lastApplied = Math.min(this.lastApplied, this.commitIndex);`,
      },
    ],
  },
  {
    name: "two-appliers-at-once",
    lab: "2b",
    sin: "Applying waits between reading lastApplied and moving it: two at once hand the same entry up twice.",
    rule: "applied-once-in-order",
    source: "Raft §5.3, Figure 2 (Rules for All Servers)",
    changes: [
      { find: `  private apply(): void {`, replace: `  private async apply(): Promise<void> {` },
      {
        find: `      const index = ++this.lastApplied;`,
        replace: `      const index = this.lastApplied + 1;\n      await new Promise<void>((resolve) => setTimeout(resolve, 1));`,
      },
      {
        find: `      this.applyCh.send(msg);`,
        replace: `      this.applyCh.send(msg);\n      this.lastApplied = index;`,
      },
    ],
  },
  {
    name: "applies-only-the-last",
    lab: "2b",
    sin: "When several entries are committed at once, only the last is applied.",
    rule: "applied-once-in-order",
    source: "Raft §5.3, Figure 2 (Rules for All Servers)",
    changes: [
      {
        find: `      const index = ++this.lastApplied;`,
        replace: `      const index = (this.lastApplied = this.commitIndex);`,
      },
    ],
  },
  {
    name: "leader-does-not-apply",
    lab: "2b",
    sin: "A leader doesn't hand up the entries that it commits.",
    rule: "applied-once-in-order",
    source: "Raft §5.3",
    changes: [{ find: `    this.commitIndex = index;\n    this.apply();`, replace: `    this.commitIndex = index;` }],
  },
  {
    name: "index-from-zero",
    lab: "2b",
    sin: "The first entry is started and applied at index 0.",
    rule: "start-keeps-its-word",
    source: "Raft Figure 2 (first index is 1)",
    changes: [
      {
        find: `    return { index: this.lastLogIndex(), term, isLeader: true };`,
        replace: `    return { index: this.lastLogIndex() - 1, term, isLeader: true };`,
      },
      {
        find: `const msg: ApplyMsg = { index, command:`,
        replace: `const msg: ApplyMsg = { index: index - 1, command:`,
      },
    ],
  },
  {
    name: "no-op-handed-up",
    lab: "2b",
    sin: "A new leader adds an entry of its own, and the service gets it.",
    rule: "log-holds-commands-alone",
    source: "Raft §8; INTERFACE.md, «ApplyCh»",
    changes: [
      {
        find: `    this.role = "leader";\n`,
        replace: `    this.role = "leader";\n    this.log.push({ term: this.currentTerm, command: null });\n    this.persist();\n`,
      },
    ],
  },
  {
    name: "start-says-leader-as-candidate",
    lab: "2b",
    sin: "start says that a candidate leads, and drops the command.",
    rule: "start-keeps-its-word",
    source: "Raft §5.3; INTERFACE.md, «start, getState»",
    changes: [
      {
        find: `    if (this.role !== "leader" || this.killed) return {`,
        replace: `    if (this.role === "candidate") return { index: this.lastLogIndex() + 1, term, isLeader: true };
    if (this.role !== "leader" || this.killed) return {`,
      },
    ],
  },
  {
    name: "start-says-leader-as-deposed",
    lab: "2b",
    sin: "start goes on saying leader after the server was deposed.",
    rule: "start-keeps-its-word",
    source: "Raft §5.3; INTERFACE.md, «start, getState»",
    changes: [
      { find: `  private killed = false;`, replace: `  private killed = false;\n  private hasLed = false;` },
      { find: `    this.role = "leader";\n`, replace: `    this.role = "leader";\n    this.hasLed = true;\n` },
      {
        find: `    if (this.role !== "leader" || this.killed) return {`,
        replace: `    if (this.hasLed && this.role !== "leader") return { index: this.lastLogIndex() + 1, term, isLeader: true };
    if (this.role !== "leader" || this.killed) return {`,
      },
    ],
  },
  {
    name: "start-gives-an-index-it-does-not-keep",
    lab: "2b",
    sin: "start answers with the next index and appends a moment later: two calls get the same index.",
    rule: "start-keeps-its-word",
    source: "Raft §5.3; INTERFACE.md, «start, getState»",
    changes: [
      {
        find: `    this.log.push({ term, command });
    this.persist();
    this.matchIndex[this.me] = this.lastLogIndex();
    this.advanceCommitIndex();
    this.replicateToAll();
    return { index: this.lastLogIndex(), term, isLeader: true };`,
        replace: `    setTimeout(() => {
      if (this.role !== "leader" || this.killed || this.currentTerm !== term) return;
      this.log.push({ term, command });
      this.persist();
      this.matchIndex[this.me] = this.lastLogIndex();
      this.advanceCommitIndex();
      this.replicateToAll();
    }, 1);
    return { index: this.lastLogIndex() + 1, term, isLeader: true };`,
      },
    ],
  },
  {
    name: "leader-state-used-after-a-wait",
    lab: "2b",
    sin: "A message is put together a moment after it was decided on, without asking whether the server still leads.",
    rule: "leader-steps-down",
    source: "Raft §5.1, §5.3",
    changes: [
      {
        find: `    const prevLogIndex = this.nextIndex[peer] - 1;\n    const args`,
        replace: `    await new Promise<void>((resolve) => setTimeout(resolve, 5));
    const prevLogIndex = Math.min(this.nextIndex[peer] - 1, this.lastLogIndex());
    const args`,
      },
    ],
  },
  {
    name: "sends-again-without-end",
    lab: "2b",
    sin: "Every answer to an AppendEntries is followed by the next at once, whether there is news or not.",
    rule: "sends-in-measure",
    source: "Raft §5.3; Students' Guide to Raft",
    changes: [
      {
        find: `      this.advanceCommitIndex();\n    } else {`,
        replace: `      this.advanceCommitIndex();\n      await this.replicate(peer);\n    } else {`,
      },
    ],
  },
  {
    name: "retries-pile-up",
    lab: "2b",
    sin: "Every call that is lost is tried again until it gets through, beside the heartbeats that come after it.",
    rule: "sends-in-measure",
    source: "Raft §5.3; Students' Guide to Raft",
    changes: [
      {
        find: `Math.min(this.nextIndex[peer], prevLogIndex + 1));\n`,
        replace: `Math.min(this.nextIndex[peer], prevLogIndex + 1));\n      await this.replicate(peer);\n`,
      },
    ],
  },
];
