import { LoneServer, ofKind, programOf, raftWith, serverWith, throwsIn } from "../lone-server";

test("an ApplyMsg is an effect, with exactly its fields", async () => {
  const server = await serverWith(`requestVote() {
    this.applyCh.send({ index: 1, command: { a: [1] }, extra: 1 });
    this.applyCh.send({ snapshotTerm: 2, snapshot: "s\\n", snapshotIndex: 3 });
  }`);
  expect(ofKind(await server.request("Raft.requestVote"), "apply")).toEqual([
    ['{"index":1,"command":{"a":[1]}}'],
    ['{"snapshot":"s\\n","snapshotIndex":3,"snapshotTerm":2}'],
  ]);
});

test.each([
  ["{ index: 0, command: 1 }", "applyCh.send: index must be an integer from 1 on, but is 0"],
  ["{ index: 1.5, command: 1 }", "applyCh.send: index must be an integer from 1 on, but is 1.5"],
  ["{ command: 1 }", "applyCh.send: index must be an integer from 1 on, but is undefined"],
  ["5", "applyCh.send needs an ApplyMsg, but got 5"],
  ["{ index: 1 }", "command handed to applyCh.send at index 1: command is undefined; only JSON can cross"],
  [
    "{ index: 2, command: { x: 1n } }",
    "command handed to applyCh.send at index 2: command.x is a BigInt; only JSON can cross",
  ],
  ["{ snapshot: {}, snapshotIndex: 1, snapshotTerm: 1 }", "applyCh.send: snapshot must be a string, but is an object"],
  [
    "{ snapshot: '', snapshotIndex: '1', snapshotTerm: 1 }",
    'applyCh.send: snapshotIndex must be an integer from 1 on, but is "1"',
  ],
  ["{ snapshot: '', snapshotIndex: 1 }", "applyCh.send: snapshotTerm must be an integer from 0 on, but is undefined"],
])("send(%s) is a misuse, caught or not", async (msg, text) => {
  const server = await serverWith(`requestVote() { try { this.applyCh.send(${msg}); } catch {} }`);
  expect(throwsIn(await server.request("Raft.requestVote"))).toMatchObject([{ how: "misuse", text }]);
});

const KV = {
  "raft.ts": raftWith(""),
  "client.ts": "export class Clerk {}",
  "server.ts": `import { ApplyChannel } from "raftlab"; import { Raft } from "./raft";
    export class KVServer {
      constructor(servers, me, persister) {
        this.channel = new ApplyChannel();
        this.raft = new Raft(servers, me, persister, this.channel);
        this.read();
      }
      async read() { for await (const msg of this.channel) console.log(msg.index); }
      put(msg) { this.channel.send(msg); this.channel.send({ ...msg, index: msg.index + 1 }); }
      kill() {}
    }`,
};

test("what goes through an ApplyChannel is recorded too, and comes out in order", async () => {
  const server = new LoneServer(await programOf(KV, "kv"));
  await server.boot({ role: "kv" });
  expect(await server.request("KVServer.put", { index: 1, command: "c" })).toEqual([
    ["apply", '{"index":1,"command":"c"}'],
    ["apply", '{"index":2,"command":"c"}'],
    ["answer", "1", "null"],
    ["log", "log", '"1"'],
    ["log", "log", '"2"'],
  ]);
  expect(throwsIn(await server.request("KVServer.put", { index: 0 }))).toMatchObject([{ how: "misuse" }]);
});
