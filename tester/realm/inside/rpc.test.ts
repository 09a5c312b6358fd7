import { ofKind, serverWith, throwsIn } from "../lone-server";

test("a call is sent, and settles with its reply", async () => {
  const server = await serverWith(`begin() { this.go(); }
    async go() { for (const peer of this.peers) console.log(await peer.call("Raft.requestVote", { term: 1 })); }
    kill() { this.go(); }`);
  expect(await server.event("kill")).toEqual([["send", "2", "0", "Raft.requestVote", '{"term":1}']]);
  expect(await server.event("reply", 1, '{"ok":true}')).toEqual([
    ["log", "log", '"{ ok: true }"'],
    ["send", "3", "1", "Raft.requestVote", '{"term":1}'],
  ]);
  expect(ofKind(await server.event("noreply", 3), "log")).toEqual([["log", '"undefined"']]);
});

test("a call settles once; an unknown id is let be", async () => {
  const server = await serverWith(`begin() { this.peers[1].call("Raft.x", 1).then((r) => console.log(r)); }`);
  expect(await server.event("reply", 1, "5")).toHaveLength(1);
  expect(await server.event("reply", 1, "6")).toEqual([]);
  expect(await server.event("noreply", 99)).toEqual([]);
});

test.each([
  ["requestVote(args) { return { got: args }; }", '{"got":{"term":1}}'],
  ["async requestVote(args) { await null; return args.term; }", "1"],
  ["requestVote() {}", "null"],
  ["async requestVote() {}", "null"],
  ["requestVote() { return null; }", "null"],
  ["requestVote() { return { then(done) { done(7); } }; }", "7"],
])("%s answers", async (members, json) => {
  const server = await serverWith(members);
  expect(await server.request("Raft.requestVote", { term: 1 })).toEqual([["answer", "1", json]]);
});

test("a handler may wait as long as it likes", async () => {
  const server = await serverWith("async requestVote() { await raftlab.sleep(9000); return 1; }");
  expect(await server.request("Raft.requestVote")).toEqual([["arm", "1", "9000000"]]);
  expect(await server.event("fire", 1)).toEqual([["answer", "1", "1"]]);
});

test("arguments are a copy, made anew for each request", async () => {
  const server = await serverWith("requestVote(args) { args.list.push(1); return args.list.length; }");
  expect(await server.request("Raft.requestVote", { list: [] })).toEqual([["answer", "1", "1"]]);
  expect(await server.request("Raft.requestVote", { list: [] })).toEqual([["answer", "1", "1"]]);
});

test.each(["requestVote() { throw new Error('no'); }", "async requestVote() { await null; throw new Error('no'); }"])(
  "%s is a throw",
  async (members) => {
    const server = await serverWith(members);
    expect(await server.request("Raft.requestVote").then(throwsIn)).toEqual([
      {
        how: "throw",
        text: "Error: no",
        frames: [expect.stringMatching(/^at (async )?Raft\.requestVote \(raft\.ts:13:/)],
      },
    ]);
  },
);

test("inherited and own functions can be called", async () => {
  const server = await serverWith("own = () => 1;", {}, "class Base { inherited() { return 2; } }");
  expect(await server.request("Raft.own")).toEqual([["answer", "1", "1"]]);
});

test.each(["reqVote", "kill", "constructor", "toString", "hasOwnProperty", "__proto__", "peers", ""])(
  "Raft.%s can't",
  async (name) => {
    const server = await serverWith("");
    expect(throwsIn(await server.request(`Raft.${name}`))).toEqual([
      { how: "misuse", text: `called "Raft.${name}", but class Raft has no public method ${name}`, frames: [] },
    ]);
  },
);

test("there is no k/v server in lab 2", async () => {
  const server = await serverWith("");
  expect(throwsIn(await server.request("KVServer.get"))[0]?.text).toBe(
    'called "KVServer.get", but this server has no KVServer',
  );
});

test.each(["'requestVote'", "'Raft.a\\tb'", "'Raft.a\\nb'", "5", "undefined", "'Clerk.get'"])(
  "call(%s) is a misuse, and breaks no line",
  async (method) => {
    const server = await serverWith(`requestVote() { this.peers[0].call(${method}, 1); }`);
    const effects = await server.request("Raft.requestVote");
    expect(effects).toHaveLength(1);
    expect(throwsIn(effects)[0]).toMatchObject({
      how: "misuse",
      text: expect.stringMatching(/^call needs a method/) as string,
    });
  },
);
