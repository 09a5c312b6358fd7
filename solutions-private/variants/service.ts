import type { Variant } from "../bank/change";

const SNAPSHOT_AFTER_APPLY = `    if (this.maxRaftState !== -1 && this.persister.raftStateSize() >= this.maxRaftState) {
      this.raft.snapshot(msg.index, this.makeSnapshot());
    }
`;

/** Right k/v services that aren't the reference: lab 3 must pass each of them. */
export const serviceVariants: readonly Variant[] = [
  {
    name: "broadcasting-clerk",
    way: "The clerk asks all servers at once, and takes the first that has done it: the servers know a request when they see it again.",
    changes: [
      {
        file: "client.ts",
        find: `      const reply = await this.ask(operation);
      if (reply?.status === "ok") return reply.value!;
      this.leader = (this.leader + 1) % this.servers.length;
      if (tries % this.servers.length === 0) await sleep(ROUND_PAUSE_MS);`,
        replace: `      const asked = this.servers.map(async (_, server) => {
        const reply = await this.ask(server, operation);
        if (reply?.status !== "ok") throw new Error("not done");
        return reply.value!;
      });
      const value = await Promise.any(asked).catch(() => undefined);
      if (value !== undefined) return value;
      await sleep(Math.min(tries * ROUND_PAUSE_MS, PATIENCE_MS));`,
      },
      { file: "client.ts", find: `  private leader = 0;\n`, replace: `` },
      {
        file: "client.ts",
        find: `private ask(operation: Operation)`,
        replace: `private ask(server: number, operation: Operation)`,
      },
      {
        file: "client.ts",
        find: `this.servers[this.leader].call`,
        replace: `this.servers[server].call`,
      },
    ],
  },
  {
    name: "clerk-without-clock",
    way: "The clerk has no patience of its own: it waits for each call to end, 7 s at most.",
    changes: [
      {
        file: "client.ts",
        find: `return Promise.race([call, sleep(PATIENCE_MS).then(() => undefined)]);`,
        replace: `return call;`,
      },
      {
        file: "client.ts",
        find: `/** After so long without an answer another server is asked. */\nconst PATIENCE_MS = 1_000;\n`,
        replace: ``,
      },
    ],
  },
  {
    name: "restless-clerk",
    way: "The clerk makes no pause when all servers were asked in vain: it goes round and round.",
    changes: [
      {
        file: "client.ts",
        find: `      if (tries % this.servers.length === 0) await sleep(ROUND_PAUSE_MS);\n`,
        replace: ``,
      },
      {
        file: "client.ts",
        find: `/** Pause after every server has been asked in vain: an election takes a while. */\nconst ROUND_PAUSE_MS = 50;\n`,
        replace: ``,
      },
      { file: "client.ts", find: `for (let tries = 1; ; tries++) {`, replace: `for (;;) {` },
    ],
  },
  {
    name: "leadership-looked-at-now-and-then",
    way: "Those who wait learn of a lost leadership by a look at getState every 200 ms.",
    changes: [
      { file: "server.ts", find: `const LEADERSHIP_CHECK_MS = 50;`, replace: `const LEADERSHIP_CHECK_MS = 200;` },
    ],
  },
  {
    name: "read-index",
    way:
      "Reads don't go through the log: a leader that has committed in its term asks a majority whether it still leads, " +
      "and answers from its state (Ongaro's thesis §6.4). A new leader starts an entry that does nothing.",
    changes: [
      {
        find: `  private others(): number[] {`,
        replace: `  /** The commit index of now, once a majority has said that this server leads; \`undefined\` if it hasn't. */
  confirmLeadership(): Promise<number | undefined> {
    const { currentTerm: term, commitIndex } = this;
    if (this.killed || this.role !== "leader" || !this.hasCommittedInTerm()) return Promise.resolve(undefined);
    const args = { term, leaderId: this.me, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0 };
    const yes = new Set([this.me]);
    return new Promise((resolve) => {
      if (this.isMajority(yes.size)) resolve(commitIndex);
      const asked = this.others().map(async (peer) => {
        const reply = (await this.peers[peer].call("Raft.appendEntries", args)) as AppendEntriesReply | undefined;
        if (reply !== undefined && reply.term > this.currentTerm) this.becomeFollower(reply.term);
        if (reply?.term === term) yes.add(peer);
        if (this.isMajority(yes.size)) resolve(commitIndex);
      });
      void Promise.all(asked).then(() => resolve(undefined));
    });
  }

  hasCommittedInTerm(): boolean {
    return this.termAt(this.commitIndex) === this.currentTerm;
  }

  private others(): number[] {`,
      },
      {
        file: "server.ts",
        find: `    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
        replace: `    if (operation.op === "get") return this.read(operation.key);
    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
      },
      {
        file: "server.ts",
        find: `  kill(): void {`,
        replace: `  private async read(key: string): Promise<OperationReply> {
    const { term, isLeader } = this.raft.getState();
    if (isLeader && !this.raft.hasCommittedInTerm() && this.nothingStartedIn < term) {
      this.nothingStartedIn = term;
      this.raft.start({ op: "get", key: "", value: "", clerk: "", request: 0 });
    }
    const index = await this.raft.confirmLeadership();
    if (index === undefined || this.killed) return { status: "not leader" };
    while (this.applied < index) await sleep(1);
    return { status: "ok", value: this.store.get(key) ?? "" };
  }

  kill(): void {`,
      },
      {
        file: "server.ts",
        find: `  private killed = false;`,
        replace: `  private killed = false;\n  private applied = 0;\n  /** The last term in which this server started an entry that does nothing. */\n  private nothingStartedIn = 0;`,
      },
      {
        file: "server.ts",
        find: `      this.readSnapshot(msg.snapshot);\n      return;`,
        replace: `      this.readSnapshot(msg.snapshot);\n      this.applied = msg.snapshotIndex;\n      return;`,
      },
      {
        file: "server.ts",
        find: `    this.answer(msg.index, operation, value);`,
        replace: `    this.applied = msg.index;\n    this.answer(msg.index, operation, value);`,
      },
    ],
  },
  {
    name: "answers-remembered",
    way: "Of each clerk the last request is remembered with its answer, a get's too: a retry is told what was told before.",
    changes: [
      {
        file: "server.ts",
        find: `    if (op === "get") return before;
    if (request > (this.lastRequest.get(clerk) ?? 0)) {
      this.lastRequest.set(clerk, request);
      this.store.set(key, op === "put" ? value : before + value);
    }
    return "";`,
        replace: `    if (request > (this.lastRequest.get(clerk) ?? 0)) {
      this.lastRequest.set(clerk, request);
      this.lastAnswer.set(clerk, op === "get" ? before : "");
      if (op !== "get") this.store.set(key, op === "put" ? value : before + value);
    }
    return this.lastAnswer.get(clerk)!;`,
      },
      {
        file: "server.ts",
        find: `  private readonly waiters = new Map<number, Waiter>();`,
        replace: `  private lastAnswer = new Map<string, string>();\n  private readonly waiters = new Map<number, Waiter>();`,
      },
      {
        file: "server.ts",
        find: `lastRequest: [...this.lastRequest] });`,
        replace: `lastRequest: [...this.lastRequest], lastAnswer: [...this.lastAnswer] });`,
      },
      {
        file: "server.ts",
        find: `as { store: [string, string][]; lastRequest: [string, number][] };`,
        replace: `as {
      store: [string, string][];
      lastRequest: [string, number][];
      lastAnswer: [string, string][];
    };
    this.lastAnswer = new Map(saved.lastAnswer);`,
      },
    ],
  },
  {
    name: "known-writes-answered-at-once",
    way: "A write that this server has executed already is answered without another entry: it was committed.",
    changes: [
      {
        file: "server.ts",
        find: `    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
        replace: `    const isDone = operation.request <= (this.lastRequest.get(operation.clerk) ?? 0);
    if (operation.op !== "get" && isDone) return { status: "ok", value: "" };
    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
      },
    ],
  },
  {
    name: "eager-snapshots",
    way: "A snapshot is made when Raft's state is a quarter of what it may be.",
    changes: [
      {
        file: "server.ts",
        find: `raftStateSize() >= this.maxRaftState) {`,
        replace: `raftStateSize() >= this.maxRaftState / 4) {`,
      },
    ],
  },
  {
    name: "lazy-snapshots",
    way: "Whether a snapshot is due is looked at every 200 ms.",
    changes: [
      { file: "server.ts", find: SNAPSHOT_AFTER_APPLY, replace: `    this.applied = msg.index;\n` },
      {
        file: "server.ts",
        find: `  private killed = false;`,
        replace: `  private killed = false;\n  private applied = 0;`,
      },
      {
        file: "server.ts",
        find: `      this.readSnapshot(msg.snapshot);\n      return;`,
        replace: `      this.readSnapshot(msg.snapshot);\n      this.applied = msg.snapshotIndex;\n      return;`,
      },
      {
        file: "server.ts",
        find: `    void this.applyAll();\n  }`,
        replace: `    void this.applyAll();\n    if (maxRaftState !== -1) void this.snapshotNowAndThen();\n  }

  private async snapshotNowAndThen(): Promise<void> {
    while (!this.killed) {
      await sleep(200);
      const isDue = this.persister.raftStateSize() >= this.maxRaftState;
      if (isDue && this.applied > 0) this.raft.snapshot(this.applied, this.makeSnapshot());
    }
  }`,
      },
    ],
  },
  {
    name: "applies-in-batches",
    way: "What is committed is gathered for up to 5 ms, and then executed together.",
    changes: [
      {
        file: "server.ts",
        find: `      if (this.killed) return;\n      this.apply(msg);`,
        replace: `      if (this.killed) return;
      this.batch.push(msg);
      if (this.batch.length === 1) void this.applyBatch();`,
      },
      {
        file: "server.ts",
        find: `  private apply(msg: ApplyMsg): void {`,
        replace: `  private async applyBatch(): Promise<void> {
    await sleep(5);
    for (const msg of this.batch.splice(0)) this.apply(msg);
  }

  private apply(msg: ApplyMsg): void {`,
      },
      {
        file: "server.ts",
        find: `  private killed = false;`,
        replace: `  private killed = false;\n  private readonly batch: ApplyMsg[] = [];`,
      },
    ],
  },
];
