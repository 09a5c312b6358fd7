import { apply, boot, breach, start, wordsOf, type Told } from "./lone-trace";

const KILL: Told = { kind: "kill", server: 1, atMs: 1_000 };
const send = (atMs: number, server = 1): Told => ({
  kind: "send",
  server,
  to: 2,
  call: 1,
  method: "Raft.x",
  args: "1",
  atMs,
});
const save = (atMs: number): Told => ({ kind: "save", server: 1, state: "", sizeBytes: 0, atMs });

test.each<[string, Told]>([
  ["sent a message", send(2_001)],
  ["saved", save(2_001)],
  ["applied an entry", { ...apply(1, 1, "1"), atMs: 2_001 }],
])("a killed server %s", (did, told) => {
  expect(wordsOf(breach([start(0, "1"), KILL, told]))).toEqual({
    law: "killed-is-silent",
    servers: [1],
    what: "S1 was killed, and goes on.",
    expected: "no calls, saves or applied entries from 1,000 ms after kill() on",
    got: `S1 ${did} 1001 ms after it`,
  });
});

test("one that falls silent within the second, idle timers, and others that go on", () => {
  const fire: Told = { kind: "fire", server: 1, timer: 1, atMs: 3_000 };
  expect(breach([KILL, send(1_500), save(2_000), fire, send(3_000, 0)])).toBeUndefined();
});

test("a server that was killed, crashed and booted again may go on", () => {
  expect(
    breach([KILL, { kind: "crash", server: 1, incarnation: 1, kept: 0, cut: 0 }, boot(1), send(5_000)]),
  ).toBeUndefined();
});
