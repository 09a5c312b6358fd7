import type { Mutant } from "../bank/change";

/** Wrong elections: bug-catalogue.md, «Election». */
export const election: readonly Mutant[] = [
  {
    name: "timer-reset-by-any-request-vote",
    lab: "2a",
    sin: "The election timer is reset by every RequestVote, whether the vote is granted or not.",
    rule: "timer-reset-by-the-right-things",
    source: "Raft §5.2, Figure 2 (Rules for Followers)",
    changes: [
      {
        find: `    const free = this.votedFor === null`,
        replace: `    if (this.role !== "leader") this.resetElectionTimer();\n    const free = this.votedFor === null`,
      },
    ],
  },
  {
    name: "timer-reset-by-refused-vote",
    lab: "2b",
    sin: "The election timer is reset by a RequestVote of the current term although the vote is refused.",
    rule: "timer-reset-by-the-right-things",
    source: "Raft §5.2, Figure 2 (Rules for Followers)",
    changes: [
      {
        find: `    if (voteGranted) {`,
        replace: `    if (args.term === this.currentTerm && this.role !== "leader") this.resetElectionTimer();\n    if (voteGranted) {`,
      },
    ],
  },
  {
    name: "timer-reset-by-stale-append",
    lab: "2a",
    sin: "The election timer is reset by an AppendEntries of an older term.",
    rule: "timer-reset-by-the-right-things",
    source: "Raft §5.2, Figure 2 (Rules for Followers)",
    changes: [
      {
        find: `    if (!this.heeds(args)) return { term: this.currentTerm, success: false };`,
        replace: `    if (this.role !== "leader") this.resetElectionTimer();\n    if (!this.heeds(args)) return { term: this.currentTerm, success: false };`,
      },
    ],
  },
  {
    name: "same-term-step-down-clears-vote",
    lab: "2a",
    sin: "An AppendEntries of the current term makes the server a follower again, and clears its vote of that term.",
    rule: "vote-kept-in-its-term",
    source: "Raft §5.2",
    changes: [
      {
        find: `    if (args.term > this.currentTerm) this.becomeFollower(args.term);\n    this.role = "follower";`,
        replace: `    this.becomeFollower(args.term);`,
      },
    ],
  },
  {
    name: "candidate-step-down-clears-vote",
    lab: "2a",
    sin: "A candidate that yields to the leader of its term forgets that it has voted for itself.",
    rule: "vote-kept-in-its-term",
    source: "Raft §5.2",
    indistinguishable:
      "Whoever yields as a candidate never voted for the leader. The majority that did keep their votes, so no second " +
      "majority can be found in that term, whatever the forgetful ones grant.",
    changes: [
      {
        find: `    this.role = "follower";\n    this.resetElectionTimer();`,
        replace: `    if (this.role === "candidate") this.becomeFollower(args.term);\n    this.resetElectionTimer();`,
      },
    ],
  },
  {
    name: "same-term-request-vote-clears-vote",
    lab: "2a",
    sin: "A RequestVote of the current term is taken for one of a higher term, and clears the vote.",
    rule: "vote-kept-in-its-term",
    source: "Raft §5.1, §5.2",
    changes: [
      {
        find: `    if (args.term > this.currentTerm) this.becomeFollower(args.term);\n    const free`,
        replace: `    if (args.term >= this.currentTerm) this.becomeFollower(args.term);\n    const free`,
      },
    ],
  },
  {
    name: "higher-term-keeps-vote",
    lab: "2a",
    sin: "A higher term is adopted, and the vote of the older term is kept.",
    rule: "higher-term-adopted",
    source: "Raft §5.2, Figure 2 (votedFor)",
    changes: [
      { find: `    this.currentTerm = term;\n    this.votedFor = null;`, replace: `    this.currentTerm = term;` },
    ],
  },
  {
    name: "higher-term-in-replies-ignored",
    lab: "2a",
    sin: "A higher term in a reply isn't adopted: candidate and leader go on in their own.",
    rule: "higher-term-adopted",
    source: "Raft §5.1, Figure 2 (Rules for All Servers)",
    indistinguishable:
      "A server of a higher term in a healthy majority either hears a leader of that term, whom the ignorant one hears " +
      "too, or times out and asks it for a vote: the request carries the term a timeout later, and no bound is that tight. " +
      "Under one-way cuts, where no request comes, only safety is owed, and staying in an old term breaks none.",
    changes: [
      {
        find: `    if (reply.term > this.currentTerm) return this.becomeFollower(reply.term);`,
        replace: `    if (reply.term > this.currentTerm) return;`,
      },
      { find: `      this.becomeFollower(reply.term);\n    } else if`, replace: `      return;\n    } else if` },
    ],
  },
  {
    name: "higher-term-in-append-not-adopted",
    lab: "2a",
    sin: "A follower heeds a leader of a higher term and stays in its own term.",
    rule: "higher-term-adopted",
    source: "Raft §5.1, Figure 2 (Rules for All Servers)",
    changes: [
      {
        find: `    if (args.term > this.currentTerm) this.becomeFollower(args.term);\n    this.role = "follower";`,
        replace: `    this.role = "follower";`,
      },
    ],
  },
  {
    name: "higher-term-in-request-vote-not-adopted",
    lab: "2a",
    sin: "A RequestVote of a higher term is answered without adopting that term.",
    rule: "higher-term-adopted",
    source: "Raft §5.1, Figure 2 (Rules for All Servers)",
    changes: [
      {
        find: `    if (args.term > this.currentTerm) this.becomeFollower(args.term);\n    const free`,
        replace: `    const free`,
      },
      { find: `args.term === this.currentTerm && free`, replace: `args.term >= this.currentTerm && free` },
    ],
  },
  {
    name: "older-term-in-reply-adopted",
    lab: "2a",
    sin: "A candidate adopts any other term that a late reply carries, an older one too.",
    rule: "terms-only-grow",
    source: "Raft §5.1",
    changes: [
      {
        find: `    if (reply.term > this.currentTerm) return this.becomeFollower(reply.term);`,
        replace: `    if (reply.term !== this.currentTerm) return this.becomeFollower(reply.term);`,
      },
    ],
  },
  {
    name: "leader-goes-on-in-a-higher-term",
    lab: "2a",
    sin: "A leader that sees a higher term adopts it and goes on as its leader.",
    rule: "leader-steps-down",
    source: "Raft §5.1, §5.2",
    changes: [
      {
        find: `    this.role = "follower";\n    clearTimeout(this.heartbeatTimer);`,
        replace: `    if (this.role === "candidate") this.role = "follower";`,
      },
    ],
  },
  {
    name: "two-votes-a-term",
    lab: "2a",
    sin: "A follower votes for every candidate that asks, several in one term.",
    rule: "one-vote-a-term",
    source: "Raft §5.2",
    changes: [
      {
        find: `const free = this.votedFor === null || this.votedFor === args.candidateId;`,
        replace: `const free = this.votedFor !== this.me;`,
      },
    ],
  },
  {
    name: "votes-in-a-past-term",
    lab: "2a",
    sin: "A late RequestVote of a term that the server has left is granted in that term, whoever got its vote then.",
    rule: "lower-term-refused",
    source: "Raft §5.1, Figure 2 (RequestVote 1)",
    changes: [
      {
        find: `const free = this.votedFor === null ||`,
        replace: `const free = args.term < this.currentTerm || this.votedFor === null ||`,
      },
      {
        find: `const voteGranted = args.term === this.currentTerm && free`,
        replace: `const voteGranted = free`,
      },
      { find: `    if (voteGranted) {\n`, replace: `    if (voteGranted && args.term === this.currentTerm) {\n` },
      { find: `return { term: this.currentTerm, voteGranted };`, replace: `return { term: args.term, voteGranted };` },
    ],
  },
  {
    name: "leader-grants-votes",
    lab: "2a",
    sin: "A leader grants a vote in its own term.",
    rule: "one-vote-a-term",
    source: "Raft §5.2",
    changes: [
      {
        find: `const free = this.votedFor === null ||`,
        replace: `const free = this.role === "leader" || this.votedFor === null ||`,
      },
    ],
  },
  {
    name: "candidate-grants-votes",
    lab: "2a",
    sin: "A candidate grants its vote to another candidate of the same term.",
    rule: "one-vote-a-term",
    source: "Raft §5.2",
    changes: [
      {
        find: `const free = this.votedFor === null ||`,
        replace: `const free = this.role === "candidate" || this.votedFor === null ||`,
      },
    ],
  },
  {
    name: "candidate-forgets-its-own-vote",
    lab: "2a",
    sin: "A candidate counts a vote of its own, and doesn't note that it has given it.",
    rule: "one-vote-a-term",
    source: "Raft §5.2, Figure 2 (Rules for Candidates)",
    changes: [{ find: `    this.votedFor = this.me;`, replace: `    this.votedFor = null;` }],
  },
  {
    name: "stale-vote-replies-counted",
    lab: "2a",
    sin: "Votes granted in an older term count, and make the server leader of the present one.",
    rule: "stale-replies-ignored",
    source: "Raft §5.2",
    changes: [
      {
        find: `if (this.role !== "candidate" || this.currentTerm !== args.term || !reply.voteGranted) return;`,
        replace: `if (this.role !== "candidate" || !reply.voteGranted) return;`,
      },
    ],
  },
  {
    name: "votes-carried-over",
    lab: "2a",
    sin: "Votes of earlier elections are kept and counted in the next.",
    rule: "majority-elects",
    source: "Raft §5.2",
    changes: [
      {
        find: `  private killed = false;`,
        replace: `  private killed = false;\n  private readonly granted = new Set<number>();`,
      },
      { find: `    const votes = new Set([this.me]);`, replace: `    const votes = this.granted.add(this.me);` },
    ],
  },
  {
    name: "duplicated-vote-counted-twice",
    lab: "2a",
    sin: "A candidate asks again those who are slow to answer, and counts every yes, two of the same server too.",
    rule: "majority-elects",
    source: "Raft §5.2",
    changes: [
      {
        find: `    for (const peer of this.others()) void this.askForVote(peer, args, votes);`,
        replace: `    const ask = (): void => {
      if (this.role !== "candidate" || this.currentTerm !== args.term) return;
      for (const peer of this.others()) void this.askForVote(peer, args, votes);
    };
    ask();
    setTimeout(ask, 50);`,
      },
      { find: `    votes.add(peer);`, replace: `    votes.add(this.peers.length + votes.size);` },
    ],
  },
  {
    name: "half-elects",
    lab: "2a",
    sin: "Half of the servers elect a leader, which in an even cluster is no majority.",
    rule: "majority-elects",
    source: "Raft §5.2",
    changes: [{ find: `return count > this.peers.length / 2;`, replace: `return count >= this.peers.length / 2;` }],
  },
  {
    name: "one-vote-short",
    lab: "2a",
    sin: "A leader is elected with one vote less than a majority.",
    rule: "majority-elects",
    source: "Raft §5.2",
    changes: [
      { find: `return count > this.peers.length / 2;`, replace: `return count >= Math.floor(this.peers.length / 2);` },
    ],
  },
  {
    name: "majority-of-the-living",
    lab: "2a",
    sin: "The majority is taken of the servers that answered, not of all.",
    rule: "majority-elects",
    source: "Raft §5.2",
    changes: [
      {
        find: `  private killed = false;`,
        replace: `  private killed = false;\n  private readonly silent = new Set<number>();`,
      },
      {
        find: `    if (reply === undefined || this.killed) return;`,
        replace: `    if (this.killed) return;
    if (reply === undefined) {
      this.silent.add(peer);
      return;
    }
    this.silent.delete(peer);`,
      },
      {
        find: `return count > this.peers.length / 2;`,
        replace: `return count > (this.peers.length - this.silent.size) / 2;`,
      },
    ],
  },
  {
    name: "timeout-without-randomness",
    lab: "2a",
    sin: "All servers have the same election timeout, again and again.",
    rule: "timeouts-differ",
    source: "Raft §5.2",
    changes: [
      {
        find: `    const spread = ELECTION_TIMEOUT_MAX_MS - ELECTION_TIMEOUT_MIN_MS;\n`,
        replace: ``,
      },
      {
        find: `ELECTION_TIMEOUT_MIN_MS + Math.random() * spread`,
        replace: `(ELECTION_TIMEOUT_MIN_MS + ELECTION_TIMEOUT_MAX_MS) / 2`,
      },
    ],
  },
  {
    name: "candidate-never-tries-again",
    lab: "2a",
    sin: "A candidate that isn't elected waits for ever.",
    rule: "candidate-tries-again",
    source: "Raft §5.2",
    changes: [
      {
        find: `    this.persist();\n    this.resetElectionTimer();\n    const votes`,
        replace: `    this.persist();\n    const votes`,
      },
    ],
  },
  {
    name: "candidate-stays-in-its-term",
    lab: "2a",
    sin: "A candidate that times out asks again in the same term, in which all have voted.",
    rule: "candidate-tries-again",
    source: "Raft §5.2",
    changes: [
      {
        find: `    this.role = "candidate";\n    this.currentTerm++;`,
        replace: `    if (this.role !== "candidate") this.currentTerm++;\n    this.role = "candidate";`,
      },
    ],
  },
  {
    name: "candidate-does-not-yield",
    lab: "2a",
    sin: "A candidate refuses the AppendEntries of its own term's leader, and goes on to the next election.",
    rule: "candidate-yields",
    source: "Raft §5.2",
    changes: [
      {
        find: `    if (args.term > this.currentTerm) this.becomeFollower(args.term);\n    this.role = "follower";`,
        replace: `    if (args.term > this.currentTerm) this.becomeFollower(args.term);
    if (this.role === "candidate") return false;`,
      },
    ],
  },
  {
    name: "candidate-says-leader",
    lab: "2a",
    sin: "A server says that it is leader as soon as it stands for election.",
    rule: "majority-elects",
    source: "Raft §5.2",
    changes: [{ find: `isLeader: this.role === "leader" };`, replace: `isLeader: this.role !== "follower" };` }],
  },
  {
    name: "one-heartbeat-only",
    lab: "2a",
    sin: "A new leader sends one heartbeat and no more.",
    rule: "heartbeats-keep-the-peace",
    source: "Raft §5.2",
    changes: [
      {
        find: `this.heartbeatTimer = setTimeout(() => this.heartbeat(), HEARTBEAT_MS);`,
        replace: `this.heartbeatTimer = setTimeout(() => undefined, HEARTBEAT_MS);`,
      },
    ],
  },
  {
    name: "heartbeats-slower-than-timeouts",
    lab: "2a",
    sin: "Heartbeats come less often than followers lose patience.",
    rule: "heartbeats-keep-the-peace",
    source: "Raft §5.2, §5.6",
    changes: [{ find: `const HEARTBEAT_MS = 100;`, replace: `const HEARTBEAT_MS = 700;` }],
  },
  {
    name: "heartbeats-to-one-follower",
    lab: "2a",
    sin: "The leader's periodic messages go to the first of the others only.",
    rule: "heartbeats-keep-the-peace",
    source: "Raft §5.2",
    changes: [
      {
        find: `    this.replicateToAll();\n    this.heartbeatTimer`,
        replace: `    for (const peer of this.others().slice(0, 1)) void this.replicate(peer);\n    this.heartbeatTimer`,
      },
    ],
  },
  {
    name: "leader-stands-for-election",
    lab: "2a",
    sin: "A new leader doesn't stop its election timer, and deposes itself.",
    rule: "leader-leads-on",
    source: "Raft §5.2",
    changes: [
      { find: `    clearTimeout(this.electionTimer);\n    this.heartbeat();`, replace: `    this.heartbeat();` },
    ],
  },
  {
    name: "deposed-leader-has-no-timer",
    lab: "2a",
    sin: "A leader that steps down doesn't start its election timer.",
    rule: "leader-steps-down",
    source: "Raft §5.2",
    changes: [{ find: `    if (this.role === "leader") this.resetElectionTimer();\n`, replace: `` }],
  },
  {
    name: "vote-without-up-to-date-check",
    lab: "2b",
    sin: "A vote is given to a candidate with any log.",
    rule: "vote-for-up-to-date-logs",
    source: "Raft §5.4.1",
    changes: [
      {
        find: `    if (args.lastLogTerm !== this.lastLogTerm()) return args.lastLogTerm > this.lastLogTerm();
    return args.lastLogIndex >= this.lastLogIndex();`,
        replace: `    return args.lastLogIndex >= 0;`,
      },
    ],
  },
  {
    name: "up-to-date-by-length-only",
    lab: "2b",
    sin: "The longer log counts as more up-to-date, whatever the term of its last entry.",
    rule: "vote-for-up-to-date-logs",
    source: "Raft §5.4.1",
    changes: [
      {
        find: `    if (args.lastLogTerm !== this.lastLogTerm()) return args.lastLogTerm > this.lastLogTerm();\n`,
        replace: ``,
      },
    ],
  },
  {
    name: "up-to-date-by-term-only",
    lab: "2b",
    sin: "Of two logs that end in the same term, a shorter one counts as up-to-date.",
    rule: "vote-for-up-to-date-logs",
    source: "Raft §5.4.1",
    changes: [{ find: `    return args.lastLogIndex >= this.lastLogIndex();`, replace: `    return true;` }],
  },
  {
    name: "up-to-date-by-either",
    lab: "2b",
    sin: "A log counts as up-to-date when its last term is higher or it is as long, which needn't go together.",
    rule: "vote-for-up-to-date-logs",
    source: "Raft §5.4.1",
    changes: [
      {
        find: `    if (args.lastLogTerm !== this.lastLogTerm()) return args.lastLogTerm > this.lastLogTerm();`,
        replace: `    if (args.lastLogTerm > this.lastLogTerm()) return true;`,
      },
    ],
  },
  {
    name: "up-to-date-flipped",
    lab: "2b",
    sin: "The log whose last entry has the lower term counts as more up-to-date.",
    rule: "vote-for-up-to-date-logs",
    source: "Raft §5.4.1",
    changes: [
      {
        find: `return args.lastLogTerm > this.lastLogTerm();`,
        replace: `return args.lastLogTerm < this.lastLogTerm();`,
      },
    ],
  },
  {
    name: "asks-with-its-commit-index",
    lab: "2b",
    sin: "A candidate gives its commit index for the index of its last entry.",
    rule: "request-vote-tells-the-own-log",
    source: "Raft §5.4.1, Figure 2 (RequestVote)",
    changes: [
      {
        find: `      candidateId: this.me,\n      lastLogIndex: this.lastLogIndex(),`,
        replace: `      candidateId: this.me,\n      lastLogIndex: this.commitIndex,`,
      },
    ],
  },
];
