import type { Violation } from "../checks/violation";
import type { Happening } from "../trace/event";
import { Trace } from "../trace/trace";
import { printedBefore, storyOf } from "./story";

function traceOf(happenings: readonly Happening[]): Trace {
  const trace = new Trace();
  for (const [i, happening] of happenings.entries()) trace.record(i * 1_000_000, happening);
  return trace;
}

const violation = (n: number, ...servers: number[]): Violation => ({
  ...{ law: "x", title: "", source: "", n, atUs: 0, servers, what: "", expected: "", got: "", often: "", frames: [] },
});

const HAPPENINGS: Happening[] = [
  { kind: "step", text: "agree on it" },
  { kind: "state", server: 0, term: 1, isLeader: true },
  { kind: "state", server: 1, term: 1, isLeader: false },
  { kind: "state", server: 2, term: 1, isLeader: false },
  { kind: "fire", server: 0, timer: 1 },
  { kind: "fault", verb: "cut", fault: 1, text: "cut S0 → S1" },
  { kind: "crash", server: 2, incarnation: 1, kept: 0, cut: 0 },
  { kind: "started", server: 0, index: 4, term: 1, isLeader: true },
  { kind: "started", server: 1, index: 4, term: 1, isLeader: false },
  { kind: "apply", server: 1, index: 4, command: `"${"y".repeat(100)}"` },
  { kind: "apply", server: 2, index: 4, command: '"z"' },
  { kind: "log", server: 1, level: "log", text: "printed" },
  { kind: "step", text: "after the breach" },
];

test("tells roles, faults, starts, and what the servers concerned did, up to the breach", () => {
  expect(storyOf(traceOf(HAPPENINGS), violation(11, 1), 3)).toEqual([
    "0.000 s  tester: agree on it",
    "1.000 s  S0 is leader of term 1",
    "2.000 s  S1 is in term 1",
    "5.000 s  tester: cut S0 → S1",
    "6.000 s  tester: crash S2",
    "7.000 s  S0 takes a command at index 4 in term 1",
    `9.000 s  S1 applies index 4: "${"y".repeat(59)}`,
  ]);
});

test("is short: the last lines count", () => {
  const steps = Array.from({ length: 100 }, (_, i): Happening => ({ kind: "step", text: `step ${i}` }));
  const told = storyOf(traceOf(steps), violation(99), 3);
  expect(told).toHaveLength(12);
  expect(told.at(-1)).toBe("99.000 s  tester: step 99");
  expect(storyOf(traceOf(steps), violation(1_000), 3)).toEqual(told);
});

test("what servers printed: the last forty lines", () => {
  expect(printedBefore(traceOf(HAPPENINGS), 3)).toEqual(["11.000 s  S1: printed"]);
  const lines = Array.from({ length: 50 }, (_, i): Happening => ({
    kind: "log",
    server: 0,
    level: "log",
    text: `${i}`,
  }));
  expect(printedBefore(traceOf(lines), 3)).toHaveLength(40);
});

test("tells restarts, crashes within an event, snapshots, and what the clerks concerned asked", () => {
  const happenings: Happening[] = [
    { kind: "boot", server: 0, incarnation: 1 },
    { kind: "crash", server: 0, incarnation: 1, kept: 2, cut: 3 },
    { kind: "boot", server: 0, incarnation: 2 },
    { kind: "applySnapshot", server: 0, index: 20, term: 1, snapshot: "" },
    { kind: "invoke", server: 3, operation: 1, op: "append", key: "k", value: "v" },
    { kind: "ok", server: 3, operation: 1 },
    { kind: "invoke", server: 4, operation: 2, op: "get", key: "k" },
    { kind: "invoke", server: 3, operation: 3, op: "get", key: "k" },
    { kind: "ok", server: 3, operation: 3, value: "v" },
  ];
  expect(storyOf(traceOf(happenings), violation(8, 0, 3), 3)).toEqual([
    "1.000 s  tester: crash S0, in the middle of an event: 2 of its 5 effects happen",
    "2.000 s  tester: restart S0",
    "3.000 s  S0 applies a snapshot of everything up to index 20",
    '4.000 s  C0 asks for append("k", "v")',
    "5.000 s  C0 is answered",
    '7.000 s  C0 asks for get("k")',
    '8.000 s  C0 is answered: "v"',
  ]);
});
