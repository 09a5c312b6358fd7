import { spawnSync } from "node:child_process";
import { effectsInChild } from "./child-realm";
import { throwsIn } from "./lone-server";

const REQUEST = ["request", 1, "Raft.requestVote", "null"];

test("a rejection that nobody handles is told at the end of its event, with its frames", async () => {
  const [, effects] = await effectsInChild(
    "requestVote() { void this.fail(); } async fail() { await null; throw new TypeError('lost'); }",
    [REQUEST],
  );
  expect(effects!.map(([kind]) => kind)).toEqual(["answer", "throw"]);
  expect(throwsIn(effects!)).toEqual([
    { how: "rejection", text: "TypeError: lost", frames: ["at Raft.fail (raft.ts:13:72)"] },
  ]);
});

test("one that is handled within its event isn't", async () => {
  const members = `requestVote() { const p = Promise.reject(new Error("x")); queueMicrotask(() => p.catch(() => {})); }`;
  const [, effects] = await effectsInChild(members, [REQUEST]);
  expect(effects).toEqual([["answer", "1", "null"]]);
});

test.each([
  ["'text'", '"text", which is not an Error'],
  ["undefined", "undefined, which is not an Error"],
  ["{ message: 5 }", "an object, which is not an Error"],
  ["new Proxy({}, { get() { throw 1; } })", "an object, which is not an Error"],
])("a rejection with %s is described", async (reason, text) => {
  const [, effects] = await effectsInChild(`requestVote() { Promise.reject(${reason}); }`, [REQUEST]);
  expect(throwsIn(effects!)).toEqual([{ how: "rejection", text, frames: [] }]);
});

test("a rejected misuse is told once, and an unwritten gap is a todo", async () => {
  const [, misuse] = await effectsInChild(
    "async requestVote() { void this.x(); } async x() { this.persister.save(1); }",
    [REQUEST],
  );
  expect(throwsIn(misuse!).map(({ how }) => how)).toEqual(["misuse"]);
  const [, todo] = await effectsInChild("requestVote() { void this.x(); } async x() { raftlab.todo('2b', 'x'); }", [
    REQUEST,
  ]);
  expect(throwsIn(todo!)).toMatchObject([{ how: "todo", todo: { lab: "2b", what: "x" } }]);
});

test("a rejection of the kit's own is never taken for the submission's", async () => {
  const code = `const { own, turn } = require("./tester/realm/turn.ts"); own(() => console.log("taken")); Promise.reject(new Error("own bug")); turn();`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["-r", "ts-node/register/transpile-only", "-e", code],
    {
      encoding: "utf8",
    },
  );
  expect({ stdout, failed: status !== 0, named: stderr.includes("own bug") }).toEqual({
    stdout: "",
    failed: true,
    named: true,
  });
});
