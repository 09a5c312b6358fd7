/** For tests: results as a run would leave them. */
import type { Violation } from "../checks/violation";
import type { RunOutcome } from "./outcome";
import type { ScenarioResult, SuiteResult } from "./result";

export const VIOLATION: Violation = {
  law: "one-leader-a-term",
  title: "At most one leader a term",
  source: "Raft §5.2",
  n: 412,
  atUs: 1_204_000,
  servers: [0, 2],
  what: "S2 became leader of term 3, which S0 has led since 0.911 s.",
  expected: "one leader in term 3",
  got: "S0 and S2",
  often: "votedFor isn't kept for the whole term.",
  frames: [],
};

/** A run that passed, unless `changes` say otherwise. */
export function outcomeWith(changes: Partial<RunOutcome> = {}): RunOutcome {
  const seed = changes.seed ?? 1;
  return {
    token: `2a/initial-election/${seed}`,
    lab: "2a",
    scenario: "initial-election",
    seed,
    edits: "",
    verdict: "pass",
    story: [],
    logs: [],
    stats: { virtualUs: 3_100_000, servers: 3, rpcs: 58, bytes: 16_840, commits: 0, events: 600 },
    traceHash: "ab12",
    cpuMs: 6.5,
    ...changes,
  };
}

export const FAILED: RunOutcome = outcomeWith({
  seed: 7,
  verdict: "fail",
  violation: VIOLATION,
  story: ["0.911 s  S0 becomes leader of term 3", "1.190 s  S1 votes for S2 in term 3"],
  logs: ["1.203 s  S2: won with 2 votes"],
});

/** A scenario whose runs are these. */
export function resultWith(runs: RunOutcome[], changes: Partial<ScenarioResult> = {}): ScenarioResult {
  return {
    lab: "2a",
    scenario: "initial-election",
    title: "initial election",
    points: 20,
    verdict: "pass",
    earned: 20,
    seedsPlanned: runs.length,
    runs,
    shown: runs[0],
    isComplete: true,
    wallMs: 180,
    ...changes,
  };
}

export const PASSED_RESULT = resultWith(Array.from({ length: 8 }, (_, i) => outcomeWith({ seed: i + 1 })));

export const FAILED_RESULT = resultWith([outcomeWith({ seed: 6 }), FAILED], {
  ...{ title: "re-election", scenario: "re-election", verdict: "fail", earned: 0, shown: FAILED, seedsPlanned: 8 },
});

export function suiteWith(scenarios: ScenarioResult[], changes: Partial<SuiteResult> = {}): SuiteResult {
  return { impl: "starter", problems: [], scenarios, isInterrupted: false, wallMs: 1_940, ...changes };
}
