import type { Change, Mutant } from "../bank/change";

/** By itself right: the clerk has no patience of its own, and waits for each call to end. */
const clerkWithoutClock: Change = {
  file: "client.ts",
  find: `return Promise.race([call, sleep(PATIENCE_MS).then(() => undefined)]);`,
  replace: `return call;`,
};

const file = "server.ts";

/** Wrong k/v servers: bug-catalogue.md, «k/v». */
export const service: readonly Mutant[] = [
  // ---- who is answered, when ----
  {
    name: "answers-any-apply-at-the-index",
    lab: "3a",
    sin: "Whoever waits for an index is told that it is done when anything is applied there.",
    rule: "answered-when-applied",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `waiter.clerk === clerk && waiter.request === request`,
        replace: `waiter.request > 0 && request > 0`,
      },
    ],
  },
  {
    name: "answered-before-committed",
    lab: "3a",
    sin: "A write is answered as soon as the leader has it in its log.",
    rule: "answered-when-applied",
    source: "Raft §8, Figure 2 (Leaders: respond after entry applied)",
    changes: [
      {
        file,
        find: `    this.waiters.get(index)?.answer({ status: "not leader" });`,
        replace: `    if (operation.op !== "get") return { status: "ok", value: "" };\n    this.waiters.get(index)?.answer({ status: "not leader" });`,
      },
    ],
  },
  {
    name: "deposed-leader-says-ok",
    lab: "3a",
    sin: "When leadership is lost, those who wait are told that their operation is done.",
    rule: "answered-when-applied",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `for (const { answer } of waiters) answer({ status: "not leader" });`,
        replace: `for (const { answer } of waiters) answer({ status: "ok", value: "" });`,
      },
    ],
  },
  {
    name: "waiters-never-woken",
    lab: "3a",
    sin: "Nobody wakes those who wait when leadership is lost: their clerks stay until the call ends.",
    rule: "waiters-woken",
    source: "Raft §8",
    changes: [
      clerkWithoutClock,
      {
        file,
        find: `      if (!isLeader || waits.some((waiter) => waiter.term !== term)) this.dismissAll();\n`,
        replace: ``,
      },
      {
        file,
        find: `      const { term, isLeader } = this.raft.getState();\n      const waits = [...this.waiters.values()];\n`,
        replace: ``,
      },
    ],
  },
  {
    name: "waiters-woken-by-entries-only",
    lab: "3a",
    sin: "Those who wait learn of a lost leadership only when another operation is applied at their index.",
    rule: "waiters-woken",
    source: "Raft §8",
    changes: [
      clerkWithoutClock,
      {
        file,
        find: `      if (!isLeader || waits.some((waiter) => waiter.term !== term)) this.dismissAll();`,
        replace: `      if (isLeader && waits.some((waiter) => waiter.term !== term)) this.dismissAll();`,
      },
    ],
  },

  {
    name: "kill-leaves-raft-running",
    lab: "3a",
    sin: "kill() ends the service, and not the Raft beneath it.",
    rule: "silent-when-killed",
    source: "INTERFACE.md (kill)",
    changes: [{ file, find: `    this.raft.kill();\n`, replace: `` }],
  },

  // ---- reads ----
  {
    name: "reads-from-any-server",
    lab: "3a",
    sin: "Every server answers a get from what it has applied, leader or not.",
    rule: "reads-see-all-writes",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
        replace: `    if (operation.op === "get") return { status: "ok", value: this.store.get(operation.key) ?? "" };
    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
      },
    ],
  },
  {
    name: "reads-without-a-majority",
    lab: "3a",
    sin: "A server that believes that it leads answers a get at once, without a majority's word.",
    rule: "reads-see-all-writes",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
        replace: `    if (operation.op === "get" && this.raft.getState().isLeader) {
      return { status: "ok", value: this.store.get(operation.key) ?? "" };
    }
    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
      },
    ],
  },
  {
    name: "retried-get-reads-nothing",
    lab: "3a",
    sin: "A get is remembered as done, too: asked again, it is answered without a value.",
    rule: "reads-see-all-writes",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `    if (op === "get") return before;\n`,
        replace: `    if (op === "get" && request > (this.lastRequest.get(clerk) ?? 0)) {
      this.lastRequest.set(clerk, request);
      return before;
    }
`,
      },
      {
        file,
        find: `    if (request > (this.lastRequest.get(clerk) ?? 0)) {
      this.lastRequest.set(clerk, request);
      this.store`,
        replace: `    if (op !== "get" && request > (this.lastRequest.get(clerk) ?? 0)) {
      this.lastRequest.set(clerk, request);
      this.store`,
      },
    ],
  },

  // ---- exactly once ----
  {
    name: "no-duplicate-detection",
    lab: "3a",
    sin: "Whatever stands in the log is executed, a retry too.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [{ file, find: `if (request > (this.lastRequest.get(clerk) ?? 0)) {`, replace: `if (request > 0) {` }],
  },
  {
    name: "duplicates-known-to-the-handler-only",
    lab: "3a",
    sin: "Duplicates are looked for when they are asked for, not when they are applied: two in the log are both executed.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
        replace: `    if (operation.request <= (this.lastRequest.get(operation.clerk) ?? 0)) return { status: "ok", value: "" };
    const { index, term, isLeader } = this.raft.start(operation as unknown as Json);`,
      },
      { file, find: `if (request > (this.lastRequest.get(clerk) ?? 0)) {`, replace: `if (request > 0) {` },
    ],
  },
  {
    name: "table-of-whoever-answered",
    lab: "3a",
    sin: "What was done is remembered by the server that answered, not by all who executed it.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [
      { file, find: `      this.lastRequest.set(clerk, request);\n`, replace: `` },
      {
        file,
        find: `    const isSame = `,
        replace: `    this.lastRequest.set(clerk, request);\n    const isSame = `,
      },
    ],
  },
  {
    name: "duplicates-by-request-only",
    lab: "3a",
    sin: "Duplicates are known by their request's number, whoever asked.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [
      { file, find: `this.lastRequest.get(clerk) ?? 0`, replace: `this.lastRequest.get("") ?? 0` },
      { file, find: `this.lastRequest.set(clerk, request);`, replace: `this.lastRequest.set("", request);` },
    ],
  },
  {
    name: "only-the-last-operation-remembered",
    lab: "3a",
    sin: "Only the very last write is remembered: a retry after another client's write is executed again.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `      this.lastRequest.set(clerk, request);`,
        replace: `      this.lastRequest.clear();\n      this.lastRequest.set(clerk, request);`,
      },
    ],
  },
  {
    name: "only-the-same-request-is-a-duplicate",
    lab: "3a",
    sin: "A request older than the client's last one is taken for new.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `if (request > (this.lastRequest.get(clerk) ?? 0)) {`,
        replace: `if (request !== (this.lastRequest.get(clerk) ?? 0)) {`,
      },
    ],
  },
  {
    name: "remembered-when-started",
    lab: "3a",
    sin: "A request counts as done once a leader has started it: if its entry is lost, so is the operation.",
    rule: "answered-when-applied",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `    const { clerk, request } = operation;\n    return`,
        replace: `    const { clerk, request } = operation;
    if (request <= (this.started.get(clerk) ?? 0) && operation.op !== "get") return { status: "ok", value: "" };
    this.started.set(clerk, request);
    return`,
      },
      {
        file,
        find: `  private readonly waiters = new Map<number, Waiter>();`,
        replace: `  private readonly waiters = new Map<number, Waiter>();\n  private readonly started = new Map<string, number>();`,
      },
    ],
  },

  // ---- what is executed ----
  {
    name: "put-appends",
    lab: "3a",
    sin: "A put is appended to what was there.",
    rule: "operations-mean-what-they-say",
    source: "Raft §8",
    changes: [{ file, find: `op === "put" ? value : before + value`, replace: `before + value` }],
  },
  {
    name: "store-is-a-plain-object",
    lab: "3a",
    sin: "The values are the properties of an object, which has some from birth: `constructor`, `toString`.",
    rule: "operations-mean-what-they-say",
    source: "INTERFACE.md (Clerks: a key never written reads as empty)",
    changes: [
      {
        file,
        find: `    const before = this.store.get(key) ?? "";`,
        replace: `    const before = ({ ...Object.fromEntries(this.store) }[key] as string | undefined) ?? "";`,
      },
    ],
  },
  {
    name: "append-to-nothing",
    lab: "3a",
    sin: "An append to a key that was never written is dropped.",
    rule: "operations-mean-what-they-say",
    source: "INTERFACE.md (Clerks: append to a key never written is a put)",
    changes: [
      {
        file,
        find: `      this.store.set(key, op === "put" ? value : before + value);`,
        replace: `      if (op === "put" || this.store.has(key)) this.store.set(key, op === "put" ? value : before + value);`,
      },
    ],
  },
  {
    name: "only-the-leader-executes",
    lab: "3a",
    sin: "Committed operations are executed by the leader only: another one begins with what it has missed.",
    rule: "state-from-the-log-alone",
    source: "Raft §2 (replicated state machines)",
    changes: [
      {
        file,
        find: `    const value = this.execute(operation);`,
        replace: `    const value = this.raft.getState().isLeader ? this.execute(operation) : "";`,
      },
    ],
  },
  {
    name: "snapshots-without-a-bound",
    lab: "3a",
    sin: "A maxRaftState of -1 is taken for a number of bytes.",
    rule: "snapshot-when-asked-for",
    source: "INTERFACE.md (maxRaftState)",
    changes: [{ file, find: `if (this.maxRaftState !== -1 && this.persister`, replace: `if (this.persister` }],
  },

  // ---- snapshots ----
  {
    name: "max-raft-state-ignored",
    lab: "3b",
    sin: "No snapshot is ever made: the log grows for ever.",
    rule: "snapshot-when-asked-for",
    source: "Raft §7",
    changes: [
      {
        file,
        find: `if (this.maxRaftState !== -1 && this.persister.raftStateSize() >= this.maxRaftState) {`,
        replace: `if (this.maxRaftState !== -1 && this.persister.raftStateSize() < 0) {`,
      },
    ],
  },
  {
    name: "only-the-leader-snapshots",
    lab: "3b",
    sin: "Servers that don't lead keep their whole log.",
    rule: "snapshot-when-asked-for",
    source: "Raft §7 (each server takes snapshots independently)",
    changes: [
      {
        file,
        find: `if (this.maxRaftState !== -1 && this.persister`,
        replace: `if (this.maxRaftState !== -1 && this.raft.getState().isLeader && this.persister`,
      },
    ],
  },
  {
    name: "snapshot-without-duplicates",
    lab: "3b",
    sin: "The snapshot holds the values, and not which requests were done.",
    rule: "snapshot-holds-the-service",
    source: "Raft §7, §8",
    changes: [{ file, find: `lastRequest: [...this.lastRequest] });`, replace: `lastRequest: [] });` }],
  },
  {
    name: "snapshot-without-store",
    lab: "3b",
    sin: "The snapshot holds which requests were done, and not the values.",
    rule: "snapshot-holds-the-service",
    source: "Raft §7",
    changes: [{ file, find: `JSON.stringify({ store: [...this.store], `, replace: `JSON.stringify({ store: [], ` }],
  },
  {
    name: "snapshot-not-read-at-boot",
    lab: "3b",
    sin: "A server that restarts begins with an empty store, although it has saved a snapshot.",
    rule: "snapshot-holds-the-service",
    source: "Raft §7",
    changes: [
      {
        file,
        find: `    const snapshot = persister.readSnapshot();\n    if (snapshot !== undefined) this.readSnapshot(snapshot);\n`,
        replace: ``,
      },
    ],
  },
  {
    name: "duplicates-forgotten-at-boot",
    lab: "3b",
    sin: "A server that restarts takes the values from its snapshot, and not which requests were done.",
    rule: "snapshot-holds-the-service",
    source: "Raft §7, §8",
    changes: [
      {
        file,
        find: `    if (snapshot !== undefined) this.readSnapshot(snapshot);`,
        replace: `    if (snapshot !== undefined) this.readSnapshot(snapshot);\n    this.lastRequest.clear();`,
      },
    ],
  },
  {
    name: "snapshot-of-the-leader-dropped",
    lab: "3b",
    sin: "A snapshot that comes from the leader is not taken over.",
    rule: "snapshot-holds-the-service",
    source: "Raft §7, Figure 13",
    changes: [{ file, find: `      this.readSnapshot(msg.snapshot);\n      return;`, replace: `      return;` }],
  },
  {
    name: "snapshot-of-the-leader-added",
    lab: "3b",
    sin: "A leader's snapshot is laid over the old values, and what was done before is kept in place of its table.",
    rule: "snapshot-holds-the-service",
    source: "Raft §7, Figure 13",
    changes: [
      {
        file,
        find: `      this.readSnapshot(msg.snapshot);\n      return;`,
        replace: `      const { lastRequest } = this;\n      this.readSnapshot(msg.snapshot);\n      this.lastRequest = lastRequest;\n      return;`,
      },
    ],
  },
  {
    name: "snapshot-of-what-is-only-started",
    lab: "3b",
    sin: "A leader snapshots when it starts an entry, and says that the entry is covered.",
    rule: "snapshot-holds-the-service",
    source: "Raft §7 (a snapshot covers committed entries)",
    changes: [
      {
        file,
        find: `    this.waiters.get(index)?.answer({ status: "not leader" });`,
        replace: `    if (this.maxRaftState !== -1 && this.persister.raftStateSize() >= this.maxRaftState) {
      this.raft.snapshot(index, this.makeSnapshot());
    }
    this.waiters.get(index)?.answer({ status: "not leader" });`,
      },
    ],
  },
  {
    name: "snapshot-before-its-entry",
    lab: "3b",
    sin: "The snapshot is made before the entry is executed, and says that it covers it.",
    rule: "snapshot-holds-the-service",
    source: "Raft §7",
    changes: [
      {
        file,
        find: `    const value = this.execute(operation);`,
        replace: `    const before = this.makeSnapshot();\n    const value = this.execute(operation);`,
      },
      {
        file,
        find: `this.raft.snapshot(msg.index, this.makeSnapshot());`,
        replace: `this.raft.snapshot(msg.index, before);`,
      },
    ],
  },
];
