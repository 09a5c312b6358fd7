import type { Happening } from "../trace/event";
import { Trace } from "../trace/trace";
import { logText, type LogLayout } from "./log";
import { topicPaint } from "./paint";

function logOf(happenings: Happening[], layout?: LogLayout): string[] {
  const trace = new Trace();
  trace.record(0, { kind: "run", format: 1, lab: "2a", scenario: "x", seed: 7, edits: "", servers: 2 });
  for (const happening of happenings) trace.record(1_500, happening);
  return logText(trace.events, ["verdict"], layout).split("\n");
}

test("a column a server, and what concerns all between dashes", () => {
  const lines = logOf([
    { kind: "boot", server: 0, incarnation: 1 },
    { kind: "send", server: 0, to: 1, call: 5, method: "Raft.requestVote", args: '{"term":1}' },
    { kind: "deliver", server: 1, from: 0, call: 5, copy: 0 },
    { kind: "lose", call: 5, part: "request", from: 0, to: 1, why: "cut" },
    { kind: "fault", verb: "disconnect", fault: 1, text: "disconnect S1" },
    { kind: "state", server: 0, term: 2, isLeader: true },
  ]);
  const second = " ".repeat(36);
  expect(lines).toEqual([
    "verdict",
    "",
    `            S0${" ".repeat(34)}S1`,
    "   0.000 s  ---- lab 2a, x, seed 7, 2 servers ----",
    "   0.002 s  boots",
    '   0.002 s  -> S1 requestVote #5 {"term":1}',
    `   0.002 s  ${second}<- S0 requestVote #5`,
    "   0.002 s  x requestVote #5 to S1: cut",
    "   0.002 s  ---- disconnect S1 ----",
    "   0.002 s  term 2, LEADER",
    "",
  ]);
});

test("a long text is wrapped into its column, and cut after a few lines", () => {
  const lines = logOf([{ kind: "log", server: 1, level: "log", text: "y".repeat(500) }]).slice(4, -1);
  expect(lines).toHaveLength(4);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(12 + 36 + 34);
  expect(lines[3]).toMatch(/y…$/);
});

/** A vote, a heartbeat, a clerk's operation, and a timer. */
const MIXED: Happening[] = [
  { kind: "boot", server: 0, incarnation: 1 },
  { kind: "send", server: 0, to: 1, call: 1, method: "Raft.requestVote", args: "{}" },
  { kind: "send", server: 0, to: 1, call: 2, method: "Raft.appendEntries", args: "{}" },
  { kind: "answer", server: 1, to: 0, call: 1, reply: "{}" },
  { kind: "arm", server: 1, timer: 4, delayUs: 1_000 },
  { kind: "send", server: 2, to: 1, call: 3, method: "KVServer.get", args: "{}" },
  { kind: "answer", server: 1, to: 2, call: 3, reply: "{}" },
];

test("topics choose what is shown: a reply goes with its call, a clerk's call with its operation", () => {
  const texts = (layout: LogLayout) => logOf(MIXED, layout).map((line) => line.slice(12).trim());
  const votes = texts({ topics: new Set(["vote"]) });
  expect(votes.slice(4)).toEqual(["-> S1 requestVote #1 {}", "-> S0 reply #1 {}", ""]);
  expect(texts({ topics: new Set(["client"]) }).slice(4)).toEqual(["-> S1 get #3 {}", "-> C0 reply #3 {}", ""]);
  expect(texts({ topics: new Set(["log", "timer"]) }).slice(4)).toEqual([
    "-> S1 appendEntries #2 {}",
    "timer 4 in 1.0 ms",
    "",
  ]);
});

test("columns share the terminal's width, down to a least one", () => {
  const long: Happening = { kind: "log", server: 1, level: "log", text: "y".repeat(90) };
  const widest = (width: number) =>
    Math.max(...logOf([long], { width }).flatMap((line) => (line.includes("y") ? [line.length] : [])));
  expect(widest(80)).toBe(12 + 34 + 32);
  expect(widest(20)).toBe(12 + 18 + 16);
});

test("colours stand around the text alone, and change nothing of it", () => {
  const plain = logOf(MIXED);
  const coloured = logOf(MIXED, { paint: topicPaint(true) });
  expect(coloured[5]).toBe(`   0.002 s  \x1b[36m-> S1 requestVote #1 {}\x1b[39m`);
  expect(coloured.map((line) => line.replace(/\x1b\[\d+m/g, ""))).toEqual(plain);
  expect(logOf(MIXED, { paint: topicPaint(false) })).toEqual(plain);
});
