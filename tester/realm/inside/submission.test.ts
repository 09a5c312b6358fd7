import { LoneServer, ofKind, programOf, raftWith, serverWith, throwsIn, type Effect } from "../lone-server";
import type { Boot } from "../mailbox";

/** The effects of booting these files. */
async function boot(files: Record<string, string>, options: Partial<Boot> = {}): Promise<Effect[]> {
  const role = options.role === undefined || options.role === "raft" ? "raft" : "kv";
  return new LoneServer(await programOf(files, role)).boot(options);
}

const breaches = (effects: Effect[]): string[] => throwsIn(effects).map(({ how, text }) => `${how}: ${text}`);

describe("boot", () => {
  test("makes the Raft with its peers, number, disk and channel, and asks its state", async () => {
    const members =
      "begin() { console.log(this.peers.length, this.me, this.persister.readRaftState(), typeof this.applyCh.send); }";
    expect(await boot({ "raft.ts": raftWith(members) }, { servers: 5, me: 2, state: "s" })).toEqual([
      ["log", "log", '"5 2 s function"'],
      ["state", "0", "0"],
    ]);
  });

  test("effects of the constructor are in order", async () => {
    const members = "begin() { setTimeout(() => {}, 9); this.persister.save('a'); this.peers[1].call('Raft.x', {}); }";
    expect((await boot({ "raft.ts": raftWith(members) })).map(([kind]) => kind)).toEqual([
      "arm",
      "save",
      "send",
      "state",
    ]);
  });

  test("a Raft in the functional style is one too", async () => {
    const text = `export function Raft() { return { start() {}, getState: () => ({ term: 3, isLeader: true }), kill() {}, requestVote() {}, appendEntries() {} }; }`;
    expect(await boot({ "raft.ts": text })).toEqual([["state", "3", "1"]]);
  });

  test("a constructor that throws, and a module that throws, are throws; no state is asked", async () => {
    expect(breaches(await boot({ "raft.ts": raftWith("begin() { throw new Error('early'); }") }))).toEqual([
      "throw: Error: early",
    ]);
    expect(breaches(await boot({ "raft.ts": `throw new Error("top"); export {};` }))).toEqual(["throw: Error: top"]);
  });

  test("two realms share nothing", async () => {
    const program = await programOf({
      "raft.ts": raftWith("requestVote() { return globalThis.n = (globalThis.n ?? 0) + ++count; }", "let count = 0;"),
    });
    for (let i = 0; i < 2; i++) {
      const server = new LoneServer(program);
      await server.boot();
      expect(await server.request("Raft.requestVote")).toEqual([["answer", "1", "1"]]);
    }
  });
});

describe("contract", () => {
  test.each([
    ["export class Draft {}", "raft.ts exports no class Raft"],
    ["export const Raft = 5;", "raft.ts exports no class Raft"],
    [
      "export class Raft { start() {} kill() {} requestVote() {} appendEntries() {} }",
      "class Raft has no method getState",
    ],
    ["export class Raft { constructor() { setTimeout(() => {}, 1); } }", "class Raft has no method start"],
  ])("%s", async (text, breach) => {
    const effects = await boot({ "raft.ts": text });
    expect(breaches(effects)).toEqual([`contract: ${breach}`]);
    expect(effects).toHaveLength(1);
  });

  const kv = { "server.ts": "", "client.ts": "" };

  test.each([
    ["", "server.ts exports no class KVServer"],
    ["export class KVServer {}", "class KVServer has no method kill"],
    ["export class KVServer { kill() {} }", "class KVServer has no field raft that is a Raft"],
    ["export class KVServer { raft = {}; kill() {} }", "class Raft has no method start"],
  ])("server.ts: %s", async (text, breach) => {
    expect(breaches(await boot({ ...kv, "server.ts": text }, { role: "kv" }))).toEqual([`contract: ${breach}`]);
  });

  test.each([
    ["", "client.ts exports no class Clerk"],
    ["export class Clerk { get() {} put() {} }", "class Clerk has no method append"],
  ])("client.ts: %s", async (text, breach) => {
    expect(breaches(await boot({ ...kv, "client.ts": text }, { role: "clerk" }))).toEqual([`contract: ${breach}`]);
  });

  test("snapshot is demanded at its first use only", async () => {
    const server = await serverWith("");
    expect(breaches(await server.event("snapshot", 3, '"s"'))).toEqual(["contract: class Raft has no method snapshot"]);
    const other = await serverWith("snapshot(index, text) { console.log(index, text); }");
    expect(ofKind(await other.event("snapshot", 3, '"s"'), "log")).toEqual([["log", '"3 s"']]);
  });
});

describe("getState", () => {
  test("is asked after every event, and told when it changed", async () => {
    const server = await serverWith(
      "t = 0; getState() { return { term: this.t, isLeader: this.t > 2 }; } requestVote(t) { this.t = t; }",
    );
    expect(ofKind(await server.request("Raft.requestVote", 0), "state")).toEqual([]);
    expect(ofKind(await server.request("Raft.requestVote", 2), "state")).toEqual([["2", "0"]]);
    expect(ofKind(await server.request("Raft.requestVote", 3), "state")).toEqual([["3", "1"]]);
    expect(ofKind(await server.request("Raft.requestVote", 3), "state")).toEqual([]);
  });

  test("is not asked after kill", async () => {
    const server = await serverWith("n = 0; getState() { return { term: ++this.n, isLeader: false }; }");
    expect(await server.event("kill")).toEqual([]);
  });

  test.each([
    ["return 5", "getState must return {term, isLeader}, but returned 5"],
    ["", "getState must return {term, isLeader}, but returned undefined"],
    ["return { term: -1, isLeader: true }", "getState's term must be an integer from 0 on, but is -1"],
    ["return { term: '1', isLeader: true }", `getState's term must be an integer from 0 on, but is "1"`],
    ["return { term: 1 }", "getState's isLeader must be true or false, but is undefined"],
    ["return Promise.reject(1)", "getState must return at once, not a promise"],
    [
      "this.peers[1].call('Raft.x', 1); return { term: 0, isLeader: false }",
      "getState must be pure, but it sent a message",
    ],
    ["this.persister.save(''); return { term: 0, isLeader: false }", "getState must be pure, but it saved"],
    ["setTimeout(() => {}, 1); return { term: 0, isLeader: false }", "getState must be pure, but it set a timer"],
    [
      "this.applyCh.send({ index: 1, command: 1 }); return { term: 0, isLeader: false }",
      "getState must be pure, but it sent an ApplyMsg",
    ],
  ])("{ %s } is a breach", async (body, breach) => {
    expect(breaches(await boot({ "raft.ts": raftWith(`getState() { ${body} }`) }))).toEqual([`contract: ${breach}`]);
  });

  test("may throw, and may print", async () => {
    expect(breaches(await boot({ "raft.ts": raftWith("getState() { throw new Error('no'); }") }))).toEqual([
      "throw: Error: no",
    ]);
    const printing = raftWith("getState() { console.log('asked'); return { term: 0, isLeader: false }; }");
    expect(await boot({ "raft.ts": printing })).toEqual([
      ["log", "log", '"asked"'],
      ["state", "0", "0"],
    ]);
  });
});

describe("start", () => {
  test("gets a copy of the command, and its answer is told after its effects", async () => {
    const server = await serverWith(
      "start(c) { this.persister.save(JSON.stringify(c)); return { index: 4, term: 2, isLeader: true, more: 1 }; }",
    );
    expect(await server.event("start", '{"x":1}')).toEqual([
      ["save", '"{\\"x\\":1}"', ""],
      ["started", '{"index":4,"term":2,"isLeader":true}'],
    ]);
  });

  test("index and term count only for a leader", async () => {
    const server = await serverWith("start() { return { index: undefined, term: 2, isLeader: false }; }");
    expect(await server.event("start", "1")).toEqual([["started", '{"index":-1,"term":2,"isLeader":false}']]);
  });

  test.each([
    ["return Promise.resolve({ index: 1, term: 1, isLeader: true })", "start must return at once, not a promise"],
    ["return undefined", "start must return {index, term, isLeader}, but returned undefined"],
    ["return { index: 0, term: 1, isLeader: true }", "start's index must be an integer from 1 on, but is 0"],
    ["return { index: 1, term: 1.5, isLeader: true }", "start's term must be an integer from 0 on, but is 1.5"],
    ["return { index: 1, term: 1 }", "start's isLeader must be true or false, but is undefined"],
  ])("{ %s } is a breach", async (body, breach) => {
    const server = await serverWith(`start() { ${body}; }`);
    expect(breaches(await server.event("start", "1"))).toEqual([`contract: ${breach}`]);
  });
});

test("todo is told as such, by lab and gap", async () => {
  const server = await serverWith("requestVote() { raftlab.todo('2a', 'requestVote'); }");
  expect(throwsIn(await server.request("Raft.requestVote"))).toMatchObject([
    {
      how: "todo",
      text: "Todo: lab 2a: requestVote is still to be written",
      todo: { lab: "2a", what: "requestVote" },
      frames: ["at Raft.requestVote (raft.ts:13:27)"],
    },
  ]);
});

test("an endless flood of effects is a misuse, and takes no more memory than its limit", async () => {
  const server = await serverWith(
    "requestVote() { const s = 'x'.repeat(1e7); for (let i = 0; i < 20; i++) this.persister.save(s); }",
  );
  const effects = await server.request("Raft.requestVote");
  expect(effects.map(([kind]) => kind)).toEqual([...Array<string>(6).fill("save"), "throw"]);
  expect(throwsIn(effects)[0]?.text).toMatch(/^the effects of one event came to more than 64 million characters/);
  expect(await server.request("Raft.appendEntries")).toHaveLength(1);
});

test("kill calls kill", async () => {
  const server = await serverWith("kill() { console.log('killed'); }");
  expect(await server.event("kill")).toEqual([["log", "log", '"killed"']]);
});

describe("k/v server and clerk", () => {
  const files = {
    "raft.ts": raftWith("getState() { return { term: 7, isLeader: false }; }"),
    "server.ts": `import { Raft } from "./raft";
      export class KVServer {
        constructor(servers, me, persister, max) { this.raft = new Raft(servers, me, persister, {}); this.max = max; }
        get(args) { return [args, this.max]; }
        kill() { console.log("kv killed"); }
      }`,
    "client.ts": `export class Clerk {
      constructor(servers) { this.servers = servers; }
      async get(key) { return await this.servers[1].call("KVServer.get", key); }
      async put(key, value) { console.log(key, value); }
      append() { throw new Error("no append"); }
    }`,
  };

  test("requests reach the server and its Raft; getState is its Raft's; kill is the server's", async () => {
    const server = new LoneServer(await programOf(files, "kv"));
    expect(await server.boot({ role: "kv", maxRaftState: 1000 })).toEqual([["state", "7", "0"]]);
    expect(await server.request("KVServer.get", "k")).toEqual([["answer", "1", '["k",1000]']]);
    expect(await server.request("Raft.requestVote", 5)).toEqual([["answer", "1", "5"]]);
    expect(throwsIn(await server.request("KVServer.put"))[0]?.text).toBe(
      'called "KVServer.put", but class KVServer has no public method put',
    );
    expect(await server.event("kill")).toEqual([["log", "log", '"kv killed"']]);
  });

  test("a clerk's operations end in done, with a value for get alone", async () => {
    const clerk = new LoneServer(await programOf(files, "kv"));
    expect(await clerk.boot({ role: "clerk", me: -1 })).toEqual([]);
    expect(await clerk.event("operation", 8, '{"op":"get","key":"k"}')).toEqual([
      ["send", "1", "1", "KVServer.get", '"k"'],
    ]);
    expect(await clerk.event("reply", 1, '"v"')).toEqual([["done", "8", '"v"']]);
    expect(await clerk.event("operation", 9, '{"op":"put","key":"k","value":"w"}')).toEqual([
      ["log", "log", '"k w"'],
      ["done", "9", "null"],
    ]);
    expect(breaches(await clerk.event("operation", 10, '{"op":"append","key":"k","value":"w"}'))).toEqual([
      "throw: Error: no append",
    ]);
    await clerk.event("operation", 11, '{"op":"get","key":"k"}');
    expect(breaches(await clerk.event("reply", 2, "5"))).toEqual([
      "contract: Clerk.get must answer with a string, but answered with 5",
    ]);
  });
});
