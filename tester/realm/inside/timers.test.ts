import { ofKind, serverWith, throwsIn } from "../lone-server";

test.each([
  ["setTimeout(f, 50)", 50_000],
  ["setTimeout(f, 1.5)", 1_500],
  ["setTimeout(f)", 1_000],
  ["setTimeout(f, 0)", 1_000],
  ["setTimeout(f, -5)", 1_000],
  ["setTimeout(f, NaN)", 1_000],
  ["setTimeout(f, Infinity)", 1_000],
  ["setTimeout(f, '20')", 20_000],
  ["setInterval(f, 30)", 30_000],
  ["setImmediate(f)", 1_000],
  ["raftlab.sleep(7)", 7_000],
])("%s arms a timer", async (code, delayUs) => {
  const server = await serverWith(`requestVote() { const f = () => {}; ${code}; }`);
  expect(ofKind(await server.request("Raft.requestVote"), "arm")).toEqual([["1", String(delayUs)]]);
});

test("a timer fires once, with its arguments", async () => {
  const server = await serverWith("begin() { setTimeout((...args) => console.log(...args), 5, 'a', 1); }");
  expect(ofKind(await server.event("fire", 1), "log")).toEqual([["log", '"a 1"']]);
  expect(await server.event("fire", 1)).toEqual([]);
});

test("an interval arms itself again after each call, until it is cleared", async () => {
  const server = await serverWith(
    "begin() { let n = 0; const i = setInterval(() => { if (++n === 2) clearInterval(i); }, 5); }",
  );
  expect(await server.event("fire", 1)).toEqual([["arm", "2", "5000"]]);
  expect(await server.event("fire", 2)).toEqual([]);
});

test("an interval that is waiting is cleared by its handle", async () => {
  const server = await serverWith(
    "begin() { this.i = setInterval(() => {}, 5); } requestVote() { clearInterval(this.i); }",
  );
  await server.event("fire", 1);
  expect(ofKind(await server.request("Raft.requestVote"), "disarm")).toEqual([["2"]]);
  expect(await server.event("fire", 2)).toEqual([]);
});

test("clearing disarms once, and lets everything else be", async () => {
  const server = await serverWith(
    "requestVote() { const t = setTimeout(() => {}, 5); for (const x of [t, t, 99, undefined, null, {}]) clearTimeout(x); }",
  );
  expect(await server.request("Raft.requestVote")).toEqual([
    ["arm", "1", "5000"],
    ["disarm", "1"],
    ["answer", "1", "null"],
  ]);
});

test("microtasks run within the event, in order with promises", async () => {
  const server = await serverWith(`requestVote() {
    Promise.resolve().then(() => console.log("first"));
    queueMicrotask(() => console.log("second"));
    console.log("at once");
  }`);
  const logs = ofKind(await server.request("Raft.requestVote"), "log").map(([, text]) => text);
  expect(logs).toEqual(['"at once"', '"first"', '"second"']);
});

test("errors in timers and microtasks are told, with their frames", async () => {
  const server = await serverWith(`begin() { setTimeout(() => { this.fail(); }, 5); }
    fail() { throw new RangeError("in a timer"); }
    requestVote() { queueMicrotask(() => this.fail()); }`);
  const expected = {
    how: "throw",
    text: "RangeError: in a timer",
    frames: [expect.stringMatching(/^at Raft\.fail \(raft\.ts:14:20\)$/), expect.anything()],
  };
  expect(throwsIn(await server.event("fire", 1))).toEqual([expected]);
  expect(throwsIn(await server.request("Raft.requestVote"))).toEqual([expected]);
});
