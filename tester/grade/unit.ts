import { createHash } from "node:crypto";
import { DEFAULT_IMPL } from "../report/command";
import { failureText } from "../report/failure";
import { paintFor } from "../report/paint";
import type { ScenarioResult, SuiteResult } from "../run/result";
import type { Confinement } from "../run/sandbox/sandbox";
import { runSuite } from "../run/suite";
import { seedsOfGrade, type LabPlan, type Plan } from "./plan";
import { rounded, type LabGrade, type TestGrade } from "./result";

/** How often a unit is tried that the machine or the kit itself spoiled, before it is called a fault. */
const ATTEMPTS_MAX = 3;

/** Under what conditions a unit is run: they change nothing about its result. */
export interface UnitConditions {
  /** Children at a time. */
  jobs: number;
  /** Wall time that one lab part may take, ms; what isn't done by then is unknown. */
  timeoutMs: number;
  /** How children are kept. */
  confinement: Confinement;
  signal: AbortSignal;
}

export interface UnitRun {
  result: LabGrade;
  cost: { cpuMs: number; wallMs: number; attempts: number };
}

/** Grades one lab part of the submission in `impl`, which has passed the gate. @returns `undefined` when it was given up */
export async function runUnit(
  impl: string,
  lab: LabPlan,
  plan: Plan,
  conditions: UnitConditions,
): Promise<UnitRun | undefined> {
  const beganAtMs = performance.now();
  let cpuMs = 0;
  for (let attempts = 1; ; attempts++) {
    const suite = await runOnce(impl, lab, plan, conditions);
    if (conditions.signal.aborted) return undefined;
    cpuMs += cpuOf(suite);
    if (suite.fault !== undefined && attempts < ATTEMPTS_MAX) continue;
    const wallMs = performance.now() - beganAtMs;
    return { result: labGrade(suite, lab, plan), cost: { cpuMs, wallMs, attempts } };
  }
}

async function runOnce(impl: string, lab: LabPlan, plan: Plan, conditions: UnitConditions): Promise<SuiteResult> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), conditions.timeoutMs);
  try {
    return await runSuite({
      ...{ impl, scenarios: lab.scenarios, jobs: conditions.jobs },
      ...{ seeds: { kind: "tier", tier: "grade" }, base: 1, seedsOf: (scenario) => seedsOfGrade(scenario, plan) },
      keepGoing: plan.credit === "fraction",
      isChecked: true,
      confinement: conditions.confinement,
      signal: AbortSignal.any([conditions.signal, timeout.signal]),
    });
  } finally {
    clearTimeout(timer);
  }
}

function cpuOf({ scenarios }: SuiteResult): number {
  return scenarios.reduce((sum, { runs }) => sum + runs.reduce((own, run) => own + run.cpuMs, 0), 0);
}

function labGrade(suite: SuiteResult, { lab, scenarios }: LabPlan, plan: Plan): LabGrade {
  const { fault } = suite;
  const points = scenarios.reduce((sum, each) => sum + each.points, 0);
  if (fault !== undefined) return faultGrade({ lab, scenarios }, fault);
  const byName = new Map(suite.scenarios.map((result) => [result.scenario, result]));
  const tests = scenarios.map((scenario) => {
    const result = byName.get(scenario.name);
    return result === undefined ? outOfTime(scenario, plan) : testGrade(result, plan);
  });
  const earned = rounded(tests.reduce((sum, test) => sum + test.earned, 0));
  return { lab, status: "graded", points, earned, problems: [], tests };
}

/** The machine's or the kit's own: nobody's grade. */
export function faultGrade(lab: LabPlan, fault: string): LabGrade {
  return ungraded(lab, "fault", fault.split("\n", 1)[0]);
}

/** A lab part of which no test was run. */
export function ungraded(
  { lab, scenarios }: LabPlan,
  status: "not-run" | "rejected" | "fault",
  because: string,
  problems: LabGrade["problems"] = [],
): LabGrade {
  const points = scenarios.reduce((sum, each) => sum + each.points, 0);
  return { lab, status, points, earned: 0, because, problems, tests: [] };
}

const OUT_OF_TIME = "the lab part took longer than --timeout allows";

function outOfTime({ name, title, points, ...rest }: LabPlan["scenarios"][number], plan: Plan): TestGrade {
  const seedsPlanned = seedsOfGrade({ name, title, points, ...rest }, plan).length;
  return {
    ...{ scenario: name, title, points, earned: 0, verdict: "unknown", seedsPlanned, seedsRun: 0, seedsPassed: 0 },
    ...{ reason: OUT_OF_TIME, hash: hashOf([]) },
  };
}

function testGrade(result: ScenarioResult, plan: Plan): TestGrade {
  const { scenario, title, points, verdict, seedsPlanned, runs } = result;
  const seedsPassed = runs.filter((run) => run.verdict === "pass").length;
  const share = verdict === "pass" ? 1 : plan.credit === "fraction" ? seedsPassed / seedsPlanned : 0;
  return {
    ...{ scenario, title, points, earned: rounded(points * share), verdict, seedsPlanned },
    ...{ seedsRun: runs.length, seedsPassed },
    reason: verdict !== "unknown" ? undefined : (result.shown?.reason ?? OUT_OF_TIME),
    failure: failureOf(result),
    hash: hashOf(runs.map(({ traceHash }) => traceHash)),
  };
}

function failureOf({ shown, verdict }: ScenarioResult): TestGrade["failure"] {
  const violation = shown?.violation;
  if (shown === undefined || violation === undefined || verdict === "unknown") return undefined;
  const message = failureText(shown, { impl: DEFAULT_IMPL, paint: paintFor(false) }).trim();
  return { token: shown.token, violation, message, cause: violation.title };
}

function hashOf(hashes: readonly string[]): string {
  return createHash("sha256").update(hashes.join("\n")).digest("hex");
}
