import type { Variant } from "../bank/change";
import { refusesWithoutHint } from "./no-hint";

/** Correct Rafts that aren't the reference: every verdict must hold for each of them (DESIGN.md, «Verdicts»). */
export const variants: readonly Variant[] = [
  {
    name: "prevote",
    way:
      "A server asks whether it could win before it raises its term (Ongaro's thesis §9.6). Those who heard a leader " +
      "within the least timeout say no.",
    changes: [
      { find: `  private killed = false;`, replace: `  private killed = false;\n  private heardAtMs = -Infinity;` },
      {
        find: `this.electionTimer = setTimeout(() => this.startElection(), `,
        replace: `this.electionTimer = setTimeout(() => this.askBeforehand(), `,
      },
      {
        find: `  private startElection(): void {`,
        replace: `  /** Would this server vote for the asker in the term that it would raise to? Changes nothing. */
  preVote(args: RequestVoteArgs): RequestVoteReply {
    const hearsLeader = this.role === "leader" || performance.now() - this.heardAtMs < ELECTION_TIMEOUT_MIN_MS;
    const voteGranted = args.term > this.currentTerm && !hearsLeader && this.isUpToDate(args);
    return { term: this.currentTerm, voteGranted };
  }

  private askBeforehand(): void {
    this.role = "follower";
    this.resetElectionTimer();
    const yes = new Set([this.me]);
    if (this.isMajority(yes.size)) return this.startElection();
    const args = {
      term: this.currentTerm + 1,
      candidateId: this.me,
      lastLogIndex: this.lastLogIndex(),
      lastLogTerm: this.lastLogTerm(),
    };
    const askedAtMs = performance.now();
    for (const peer of this.others()) void this.askForPreVote(peer, args, yes, askedAtMs);
  }

  private async askForPreVote(peer: number, args: RequestVoteArgs, yes: Set<number>, askedAtMs: number): Promise<void> {
    const reply = (await this.peers[peer].call("Raft.preVote", args)) as RequestVoteReply | undefined;
    if (reply === undefined || this.killed) return;
    if (reply.term > this.currentTerm) return this.becomeFollower(reply.term);
    const isMoot = this.role !== "follower" || this.currentTerm + 1 !== args.term || this.heardAtMs > askedAtMs;
    if (isMoot || !reply.voteGranted) return;
    yes.add(peer);
    if (this.isMajority(yes.size)) this.startElection();
  }

  private startElection(): void {`,
      },
      {
        find: `    this.role = "follower";\n    this.resetElectionTimer();\n    return true`,
        replace: `    this.role = "follower";\n    this.heardAtMs = performance.now();\n    this.resetElectionTimer();\n    return true`,
      },
    ],
  },
  {
    name: "check-quorum",
    way: "A leader that hasn't heard from a majority for the longest timeout steps down, in its term and with its vote.",
    changes: [
      { find: `  private killed = false;`, replace: `  private killed = false;\n  private heardAtMs: number[] = [];` },
      {
        find: `    this.matchIndex = this.peers.map(() => 0);`,
        replace: `    this.matchIndex = this.peers.map(() => 0);\n    this.heardAtMs = this.peers.map(() => performance.now());`,
      },
      {
        find: `    if (this.role !== "leader" || this.killed) return;\n    this.replicateToAll();`,
        replace: `    if (this.role !== "leader" || this.killed) return;
    this.heardAtMs[this.me] = performance.now();
    const present = this.heardAtMs.filter((atMs) => performance.now() - atMs < ELECTION_TIMEOUT_MAX_MS);
    if (!this.isMajority(present.length)) {
      this.role = "follower";
      return this.resetElectionTimer();
    }
    this.replicateToAll();`,
      },
      {
        find: `    if (reply === undefined) {\n      this.nextIndex`,
        replace: `    if (reply !== undefined) this.heardAtMs[peer] = performance.now();\n    if (reply === undefined) {\n      this.nextIndex`,
      },
    ],
  },
  {
    name: "slow-timers",
    way: "Everything takes twice as long: elections after 500 to 1,000 ms, heartbeats every 200 ms.",
    changes: [
      { find: `const HEARTBEAT_MS = 100;`, replace: `const HEARTBEAT_MS = 200;` },
      { find: `const ELECTION_TIMEOUT_MIN_MS = 250;`, replace: `const ELECTION_TIMEOUT_MIN_MS = 500;` },
      { find: `const ELECTION_TIMEOUT_MAX_MS = 500;`, replace: `const ELECTION_TIMEOUT_MAX_MS = 1_000;` },
    ],
  },
  {
    name: "heartbeat-only",
    way:
      "Entries wait for the next heartbeat, and a refusal is followed up by the one after it. Right, and slower than " +
      "lab 3 asks for.",
    exempt: ["3a/speed", "3b/speed"],
    changes: [
      {
        find: `    this.replicateToAll();\n    return { index`,
        replace: `    return { index`,
      },
      { find: `      if (this.nextIndex[peer] < before) await this.replicate(peer);\n`, replace: `` },
    ],
  },
  {
    name: "batching-5ms",
    way: "Commands are gathered for 5 ms and sent together.",
    changes: [
      {
        find: `  private killed = false;`,
        replace: `  private killed = false;\n  private batchTimer: ReturnType<typeof setTimeout> | undefined;`,
      },
      {
        find: `    this.replicateToAll();\n    return { index`,
        replace: `    this.batchTimer ??= setTimeout(() => this.sendBatch(), 5);\n    return { index`,
      },
      {
        find: `    clearTimeout(this.electionTimer);\n    clearTimeout(this.heartbeatTimer);`,
        replace: `    clearTimeout(this.electionTimer);\n    clearTimeout(this.heartbeatTimer);\n    clearTimeout(this.batchTimer);`,
      },
      {
        find: `  private replicateToAll(): void {`,
        replace: `  private sendBatch(): void {
    this.batchTimer = undefined;
    if (this.role === "leader" && !this.killed) this.replicateToAll();
  }

  private replicateToAll(): void {`,
      },
    ],
  },
  {
    name: "set-interval-ticker",
    way: "One setInterval looks every 10 ms whether an election or a heartbeat is due.",
    changes: [
      {
        find: `  private electionTimer: ReturnType<typeof setTimeout> | undefined;
  private heartbeatTimer: ReturnType<typeof setTimeout> | undefined;`,
        replace: `  private readonly ticker = setInterval(() => this.tick(), 10);
  private electionAtMs = 0;
  private heartbeatAtMs = 0;`,
      },
      {
        find: `    clearTimeout(this.electionTimer);\n    clearTimeout(this.heartbeatTimer);\n`,
        replace: `    clearInterval(this.ticker);\n`,
      },
      { find: `    clearTimeout(this.electionTimer);\n    this.heartbeat();`, replace: `    this.heartbeat();` },
      {
        find: `    this.role = "follower";\n    clearTimeout(this.heartbeatTimer);\n`,
        replace: `    this.role = "follower";\n`,
      },
      {
        find: `    clearTimeout(this.electionTimer);\n    if (this.killed) return;\n`,
        replace: ``,
      },
      {
        find: `    this.electionTimer = setTimeout(() => this.startElection(), ELECTION_TIMEOUT_MIN_MS + Math.random() * spread);
  }`,
        replace: `    this.electionAtMs = Date.now() + ELECTION_TIMEOUT_MIN_MS + Math.random() * spread;
  }

  private tick(): void {
    if (this.role === "leader" && Date.now() >= this.heartbeatAtMs) this.heartbeat();
    if (this.role !== "leader" && Date.now() >= this.electionAtMs) this.startElection();
  }`,
      },
      {
        find: `    this.heartbeatTimer = setTimeout(() => this.heartbeat(), HEARTBEAT_MS);`,
        replace: `    this.heartbeatAtMs = Date.now() + HEARTBEAT_MS;`,
      },
    ],
  },
  {
    name: "pipelined",
    way:
      "New entries go out at once, without waiting for earlier replies, while a follower keeps up; after a refusal or a " +
      "lost call one probe at a time finds where it stands (as etcd's StateReplicate and StateProbe).",
    changes: [
      { find: `  private killed = false;`, replace: `  private killed = false;\n  private probing: boolean[] = [];` },
      {
        find: `    this.matchIndex = this.peers.map(() => 0);`,
        replace: `    this.matchIndex = this.peers.map(() => 0);\n    this.probing = this.peers.map(() => true);`,
      },
      {
        find: `    this.replicateToAll();\n    return { index`,
        replace: `    for (const peer of this.others()) if (!this.probing[peer]) void this.replicate(peer);\n    return { index`,
      },
      {
        find: `    this.nextIndex[peer] = prevLogIndex + 1 + args.entries.length;\n    const reply`,
        replace: `    const isProbe = this.probing[peer];
    if (!isProbe) this.nextIndex[peer] = prevLogIndex + 1 + args.entries.length;
    const reply`,
      },
      {
        find: `    if (reply === undefined) {\n`,
        replace: `    if (reply === undefined) {\n      this.probing[peer] = true;\n`,
      },
      {
        find: `      this.advanceCommitIndex();\n    } else {\n      const before = this.nextIndex[peer];`,
        replace: `      this.advanceCommitIndex();
      const wasBehind = this.probing[peer];
      this.probing[peer] = false;
      if (wasBehind && this.nextIndex[peer] <= this.lastLogIndex()) await this.replicate(peer);
    } else {
      if (this.probing[peer] && !isProbe) return;
      this.probing[peer] = true;
      const before = this.nextIndex[peer];`,
      },
    ],
  },
  {
    name: "figure-2-next-index",
    way: "nextIndex moves only with an answer, as in Figure 2: until then each message carries all that isn't acknowledged.",
    changes: [
      {
        find: `    // Sent entries count as received until a refusal or a lost call says otherwise: none is sent twice in between.
    this.nextIndex[peer] = prevLogIndex + 1 + args.entries.length;
`,
        replace: ``,
      },
    ],
  },
  {
    name: "one-step-back",
    way: "After a refusal nextIndex goes back by one, and the next try follows at once.",
    changes: [
      ...refusesWithoutHint,
      { find: `Math.min(before, reply.retryFrom ?? prevLogIndex)`, replace: `Math.min(before, prevLogIndex)` },
    ],
  },
];
