import type { Mutant } from "../bank/change";

const file = "client.ts";
const NEXT = `      this.leader = (this.leader + 1) % this.servers.length;`;

/** Wrong clerks: bug-catalogue.md, «k/v». */
export const clerk: readonly Mutant[] = [
  {
    name: "clerk-gives-up",
    lab: "3a",
    sin: "After twenty tries the clerk says that it is done.",
    rule: "clerk-tries-on",
    source: "INTERFACE.md (Clerks)",
    changes: [{ file, find: NEXT, replace: `      if (tries === 20) return "";\n${NEXT}` }],
  },
  {
    name: "clerk-stays-with-one-server",
    lab: "3a",
    sin: "The clerk never tries another server.",
    rule: "clerk-tries-on",
    source: "Raft §8",
    changes: [{ file, find: `${NEXT}\n`, replace: `` }],
  },
  {
    name: "clerk-stays-with-a-silent-server",
    lab: "3a",
    sin: "The clerk asks another server only when it is told that this one doesn't lead: one that is silent it asks for ever.",
    rule: "clerk-tries-on",
    source: "Raft §8",
    changes: [
      {
        file,
        find: NEXT,
        replace: `      if (reply !== undefined) this.leader = (this.leader + 1) % this.servers.length;`,
      },
    ],
  },
  {
    name: "new-request-for-each-try",
    lab: "3a",
    sin: "Each try is a request of its own: nobody can see that it is a retry.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `      const reply = await this.ask(operation);`,
        replace: `      const reply = await this.ask({ ...operation, request: ++this.request });`,
      },
    ],
  },
  {
    name: "all-clerks-are-the-same",
    lab: "3a",
    sin: "Every clerk has the same name.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [{ file, find: `private readonly id = crypto.randomUUID();`, replace: `private readonly id = "clerk";` }],
  },
  {
    name: "clerk-named-by-the-clock",
    lab: "3a",
    sin: "A clerk is known by the instant of its birth: two that begin at the same time have the same name.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `private readonly id = crypto.randomUUID();`,
        replace: `private readonly id = String(Date.now());`,
      },
    ],
  },
  {
    name: "request-counter-wraps",
    lab: "3a",
    sin: "The number of a request begins anew after eight: what comes then passes for done.",
    rule: "operation-executed-once",
    source: "Raft §8",
    changes: [{ file, find: `request: ++this.request };`, replace: `request: (this.request++ % 8) + 1 };` }],
  },
  {
    name: "silence-is-success",
    lab: "3a",
    sin: "A call without a reply is taken for done.",
    rule: "clerk-tries-on",
    source: "INTERFACE.md (RPC)",
    changes: [
      {
        file,
        find: `      if (reply?.status === "ok") return reply.value!;`,
        replace: `      if (reply === undefined || reply.status === "ok") return reply?.value ?? "";`,
      },
    ],
  },
  {
    name: "any-reply-is-success",
    lab: "3a",
    sin: "Whatever a server replies, that it doesn't lead too, is taken for done.",
    rule: "clerk-tries-on",
    source: "Raft §8",
    changes: [
      {
        file,
        find: `      if (reply?.status === "ok") return reply.value!;`,
        replace: `      if (reply !== undefined) return reply.value ?? "";`,
      },
    ],
  },
];
