import type { Mutant } from "../bank/change";
import type { RuleName } from "../../tester/diagnosis/rule";

/**
 * Written down, with the rule that each breaks, before the diagnosis was begun, and not changed since: how well it names
 * sins that it wasn't made for. Whoever works on the diagnosis doesn't read this file.
 */
export const frozen: readonly (Mutant & { rule: RuleName })[] = [
  {
    name: "refusals-counted-as-votes",
    lab: "2a",
    rule: "majority-elects",
    sin: "Every reply to a RequestVote counts as a vote, refusals too.",
    source: "Raft §5.2, Figure 2 (Candidates)",
    changes: [
      {
        find: `this.currentTerm !== args.term || !reply.voteGranted) return;`,
        replace: `this.currentTerm !== args.term) return;`,
      },
    ],
  },
  {
    name: "vote-refused-in-a-new-term",
    lab: "2a",
    rule: "vote-where-it-is-free",
    sin: "A RequestVote of a higher term is adopted, and refused: the vote is given to those who ask again, and nobody does.",
    source: "Raft §5.2, Figure 2 (RequestVote 2)",
    changes: [
      {
        find: `    if (args.term > this.currentTerm) this.becomeFollower(args.term);\n    const free`,
        replace: `    if (args.term > this.currentTerm) {
      this.becomeFollower(args.term);
      return { term: this.currentTerm, voteGranted: false };
    }
    const free`,
      },
    ],
  },
  {
    name: "heartbeat-does-not-reset-the-timer",
    lab: "2a",
    rule: "heartbeats-keep-the-peace",
    sin: "A follower's election timer runs on, whether it hears its leader or not.",
    source: "Raft §5.2, Figure 2 (Followers)",
    changes: [
      {
        find: `    this.role = "follower";\n    this.resetElectionTimer();\n    return true;`,
        replace: `    this.role = "follower";\n    return true;`,
      },
    ],
  },
  {
    name: "asks-with-the-term-it-runs-in",
    lab: "2b",
    rule: "request-vote-tells-the-own-log",
    sin: "A candidate says that its last entry is of the term for which it runs.",
    source: "Raft §5.4.1, Figure 2 (RequestVote)",
    changes: [{ find: `      lastLogTerm: this.lastLogTerm(),`, replace: `      lastLogTerm: this.currentTerm,` }],
  },
  {
    name: "previous-term-is-the-leaders-own",
    lab: "2b",
    rule: "append-tells-the-own-log",
    sin: "AppendEntries says of the entry before its own that it is of the leader's term, unless there is none.",
    source: "Raft §5.3, Figure 2 (AppendEntries)",
    changes: [
      {
        find: `      prevLogTerm: this.termAt(prevLogIndex),`,
        replace: `      prevLogTerm: prevLogIndex === 0 ? 0 : this.currentTerm,`,
      },
    ],
  },
  {
    name: "entries-relabelled-on-arrival",
    lab: "2b",
    rule: "entries-stored-as-sent",
    sin: "A follower stores entries with the term of the message that brought them.",
    source: "Raft §5.3, Figure 2 (AppendEntries 4)",
    changes: [
      {
        find: `    this.store(args.prevLogIndex, args.entries);`,
        replace: `    this.store(
      args.prevLogIndex,
      args.entries.map(({ command }) => ({ term: args.term, command })),
    );`,
      },
    ],
  },
  {
    name: "leader-does-not-count-itself",
    lab: "2b",
    rule: "majority-commits",
    sin: "A leader wants a majority of copies beside its own: it needs one follower more than there may be.",
    source: "Raft §5.3, Figure 2 (Leaders)",
    changes: [
      {
        find: `    const index = [...this.matchIndex].sort((a, b) => b - a)[majority];`,
        replace: `    const copies = this.matchIndex.filter((_, peer) => peer !== this.me);
    const index = copies.length === 0 ? this.lastLogIndex() : copies.sort((a, b) => b - a)[Math.min(majority, copies.length - 1)];`,
      },
    ],
  },
  {
    name: "follower-keeps-what-it-is-asked-to-start",
    lab: "2b",
    rule: "start-keeps-its-word",
    sin: "A follower that is asked to start a command says no, and appends it to its log.",
    source: "Raft §5.3, Figure 2 (Leaders)",
    changes: [
      {
        find: `    if (this.role !== "leader" || this.killed) return { index: 0, term, isLeader: false };
    this.log.push({ term, command });
    this.persist();`,
        replace: `    if (this.killed) return { index: 0, term, isLeader: false };
    this.log.push({ term, command });
    this.persist();
    if (this.role !== "leader") return { index: 0, term, isLeader: false };`,
      },
    ],
  },
  {
    name: "new-leader-applies-all-again",
    lab: "2b",
    rule: "applied-once-in-order",
    sin: "A new leader sets lastApplied back together with its other leader state, and applies the log anew.",
    source: "Raft §5.3, Figure 2 (All Servers)",
    changes: [
      {
        find: `    this.role = "leader";\n    this.nextIndex`,
        replace: `    this.role = "leader";\n    this.lastApplied = this.lastIncludedIndex;\n    this.nextIndex`,
      },
    ],
  },
  {
    name: "saves-every-second-change",
    lab: "2c",
    rule: "saved-before-answered",
    sin: "Of two changes of the persistent state only one is saved.",
    source: "Raft §5.6, Figure 2 (Persistent state)",
    changes: [
      { find: `  private killed = false;`, replace: `  private killed = false;\n  private changes = 0;` },
      {
        find: `    const state = JSON.stringify({ currentTerm,`,
        replace: `    if (snapshot === undefined && ++this.changes % 2 === 0) return;\n    const state = JSON.stringify({ currentTerm,`,
      },
    ],
  },
  {
    name: "restored-entries-take-the-current-term",
    lab: "2c",
    rule: "restored-as-saved",
    sin: "After a restart all entries are of the term in which the server was.",
    source: "Raft §5.6, Figure 2 (log[])",
    changes: [
      {
        find: `    this.log = saved.log;`,
        replace: `    this.log = saved.log.map(({ command }) => ({ term: saved.currentTerm, command }));`,
      },
    ],
  },
  {
    name: "empty-log-after-a-snapshot-has-term-zero",
    lab: "2d",
    rule: "positions-count-the-snapshot",
    sin: "Of a log that is empty after a snapshot the last term is 0, when votes are asked for and given.",
    source: "Raft §7, §5.4.1",
    changes: [
      {
        find: `    return this.termAt(this.lastLogIndex());`,
        replace: `    return this.log.length === 0 ? 0 : this.termAt(this.lastLogIndex());`,
      },
    ],
  },
  {
    name: "snapshot-reply-moves-match-to-the-log-end",
    lab: "2d",
    rule: "match-index-is-acknowledged",
    sin: "Whoever answers an InstallSnapshot counts as having the whole log.",
    source: "Raft §7, Figure 2 (matchIndex)",
    changes: [
      {
        find: `    if (reply !== undefined) this.matchIndex[peer] = Math.max(this.matchIndex[peer], args.lastIncludedIndex);`,
        replace: `    if (reply !== undefined) this.matchIndex[peer] = this.lastLogIndex();`,
      },
    ],
  },
  {
    name: "append-computed-before-the-log",
    lab: "3a",
    rule: "state-from-the-log-alone",
    sin: "The value of an append is computed from the leader's store when it is asked for, and goes through the log as a put.",
    source: "Raft §2, Figure 1",
    changes: [
      {
        file: "server.ts",
        find: `  operate(operation: Operation): Promise<OperationReply> | OperationReply {
    const`,
        replace: `  operate(asked: Operation): Promise<OperationReply> | OperationReply {
    const operation: Operation =
      asked.op === "append" ? { ...asked, op: "put", value: (this.store.get(asked.key) ?? "") + asked.value } : asked;
    const`,
      },
    ],
  },
  {
    name: "table-trimmed-in-the-snapshot",
    lab: "3b",
    rule: "snapshot-holds-the-service",
    sin: "A snapshot keeps the duplicates' table of the last clerk alone.",
    source: "Raft §8",
    changes: [
      {
        file: "server.ts",
        find: `lastRequest: [...this.lastRequest] });`,
        replace: `lastRequest: [...this.lastRequest].slice(-1) });`,
      },
    ],
  },
];
