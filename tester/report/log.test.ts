import type { Happening } from "../trace/event";
import { Trace } from "../trace/trace";
import { logText } from "./log";

function logOf(happenings: Happening[]): string[] {
  const trace = new Trace();
  trace.record(0, { kind: "run", format: 1, lab: "2a", scenario: "x", seed: 7, edits: "", servers: 2 });
  for (const happening of happenings) trace.record(1_500, happening);
  return logText(trace.events, ["verdict"]).split("\n");
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
