import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ScenarioResult, SuiteResult } from "../run/result";
import { Trace } from "../trace/trace";
import { paintFor } from "./paint";
import { FAILED_RESULT, outcomeWith, PASSED_RESULT, resultWith, suiteWith, VIOLATION } from "../run/sample";
import { TerminalReport } from "./terminal";

const folder = mkdtempSync(join(tmpdir(), "failures-"));
afterAll(() => rmSync(folder, { recursive: true }));
const failures = { folder, parts: () => ({ script: "draw();", style: "" }) };

/** All that is printed for a suite whose scenarios come one by one. */
function printed(suite: SuiteResult, { verbose = false } = {}): string {
  let text = "";
  const report = new TerminalReport({
    ...{ write: (part: string) => (text += part), paint: paintFor(false), impl: suite.impl, verbose, failures },
  });
  if (suite.problems.length > 0) report.problems(suite.problems);
  for (const result of suite.scenarios) report.scenario(result);
  report.end(suite);
  return text;
}

function gap(title: string): ScenarioResult {
  const frames = ["at new Raft (raft.ts:69:5)"];
  const todo = { lab: "2a", what: "the constructor of Raft" };
  const violation = { ...VIOLATION, frames, todo, what: "lab 2a: the constructor of Raft is still to be written" };
  const run = outcomeWith({ verdict: "not-started", violation });
  return resultWith([run], { title, verdict: "not-started", earned: 0, seedsPlanned: 8 });
}

test("an untouched starter is told what to do first, once", () => {
  expect(printed(suiteWith([gap("initial election"), gap("re-election")]))).toBe(
    `Not started: lab 2a: the constructor of Raft is still to be written.
Begin with the constructor of Raft in starter/raft.ts:69; labs/2a/README.md says what to build.

Lab 2A: 0 of 40 points
2 runs of 2 tests in 1.9 s
`,
  );
});

test("gaps among other results stand in their places", () => {
  expect(printed(suiteWith([gap("initial election"), PASSED_RESULT]))).toBe(
    `Test (2A): initial election ...
  ... Not started --  lab 2a: the constructor of Raft is still to be written
Test (2A): initial election ...
  ... Passed --   3.1  3   58   16840    0     8 seeds in 0.2 s

Not started: lab 2a: the constructor of Raft is still to be written.
Begin with the constructor of Raft in starter/raft.ts:69; labs/2a/README.md says what to build.

Lab 2A: 20 of 40 points
9 runs of 2 tests in 1.9 s
`,
  );
});

test("points are summed a lab, runs and time over all", () => {
  const text = printed(suiteWith([PASSED_RESULT, FAILED_RESULT, { ...PASSED_RESULT, lab: "2b" }]));
  expect(text).toMatch(/\n\nLab 2A: 20 of 40 points\nLab 2B: 20 of 20 points\n18 runs of 3 tests in 1\.9 s\n$/);
  expect(text).not.toContain("\n\n\n");
});

test("a type error comes alone", () => {
  const suite = suiteWith([], { problems: [{ file: "raft.ts", line: 1, column: 2, text: "error TS1: no" }] });
  expect(printed(suite)).toBe(
    "raft.ts(1,2): error TS1: no\n\nThe code in starter has an error. No test counts until you have mended it.\n",
  );
});

test("an error of the kit's own says so", () => {
  expect(printed(suiteWith([], { fault: "oops" }))).toBe("tester: an error of raftlab's own, not of your code: oops\n");
});

test("a failed run leaves a timeline, and the report names it", () => {
  const trace = new Trace();
  trace.record(0, { kind: "run", format: 1, lab: "2a", scenario: "re-election", seed: 7, edits: "", servers: 3 });
  trace.record(1_000, { kind: "boot", server: 2, incarnation: 1 });
  const text = printed(suiteWith([{ ...FAILED_RESULT, trace: trace.jsonl() }]));
  expect(text).toMatch(/ {2}Timeline: {2}\S+2a-initial-election-7\.html\n/);
  expect(readdirSync(folder)).toEqual(["2a-initial-election-7.html", "2a-initial-election-7.log"]);
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(folder, file), "utf8")).toContain("At most one leader a term");
  }
});

test("what servers print in a run that passed is shown when asked for", () => {
  const trace = new Trace();
  trace.record(0, { kind: "run", format: 1, lab: "2a", scenario: "re-election", seed: 7, edits: "", servers: 3 });
  trace.record(1_000, { kind: "log", server: 2, level: "log", text: "hello" });
  const suite = suiteWith([{ ...PASSED_RESULT, trace: trace.jsonl() }]);
  expect(printed(suite, { verbose: true })).toContain("  What the servers printed:\n    0.001 s  S2: hello\n");
  expect(printed(suite)).not.toContain("hello");
});
