import { createHash } from "node:crypto";
import type { ScenarioResult, SuiteResult } from "../run/result";
import type { Confinement } from "../run/sandbox/sandbox";
import { runSuite, type Program, type SuiteOptions } from "../run/suite";
import { failureOf } from "./failure";
import type { LabPlan, PlannedTest } from "./plan";
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
  /** Called with each test as it ends; once more where the lab part is tried again. */
  heard?(lab: string, test: TestGrade): void;
}

export interface UnitRun {
  result: LabGrade;
  cost: { cpuMs: number; wallMs: number; attempts: number };
}

/** Grades one lab part of the submission in `impl`, which the gate let through. @returns `undefined` when it was given up */
export async function runUnit(
  impl: string,
  gated: Program,
  lab: LabPlan,
  conditions: UnitConditions,
): Promise<UnitRun | undefined> {
  const beganAtMs = performance.now();
  let cpuMs = 0;
  for (let attempts = 1; ; attempts++) {
    const suite = await runOnce(impl, gated, lab, conditions);
    if (conditions.signal.aborted) return undefined;
    cpuMs += cpuOf(suite);
    if (suite.fault !== undefined && attempts < ATTEMPTS_MAX) continue;
    const wallMs = performance.now() - beganAtMs;
    return { result: labGrade(suite, lab), cost: { cpuMs, wallMs, attempts } };
  }
}

async function runOnce(impl: string, gated: Program, lab: LabPlan, conditions: UnitConditions): Promise<SuiteResult> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), conditions.timeoutMs);
  try {
    const options: SuiteOptions = {
      ...{ impl, gated, scenarios: lab.tests, jobs: conditions.jobs },
      ...{ seeds: { kind: "tier", tier: "grade" }, base: 1, seedsOf: (test) => (test as PlannedTest).seeds },
      keepGoing: lab.credit === "fraction",
      confinement: conditions.confinement,
      signal: AbortSignal.any([conditions.signal, timeout.signal]),
    };
    return await runSuite(options, { scenario: (result) => conditions.heard?.(lab.lab, testGrade(result, lab)) });
  } finally {
    clearTimeout(timer);
  }
}

function cpuOf({ scenarios }: SuiteResult): number {
  return scenarios.reduce((sum, { runs }) => sum + runs.reduce((own, run) => own + run.cpuMs, 0), 0);
}

function labGrade(suite: SuiteResult, plan: LabPlan): LabGrade {
  const { fault } = suite;
  if (fault !== undefined) return faultGrade(plan, fault);
  return gradeSoFar(
    plan,
    suite.scenarios.map((result) => testGrade(result, plan)),
  );
}

/** A lab part of which these tests have ended: the others are unknown. */
export function gradeSoFar(plan: LabPlan, ended: readonly TestGrade[]): LabGrade {
  const byName = new Map(ended.map((test) => [test.scenario, test]));
  const tests = plan.tests.map((test) => byName.get(test.name) ?? outOfTime(test));
  const earned = rounded(tests.reduce((sum, test) => sum + test.earned, 0));
  return { lab: plan.lab, status: "graded", points: pointsIn(plan), earned, problems: [], tests };
}

/** The machine's or the kit's own: nobody's grade. */
export function faultGrade(lab: LabPlan, fault: string): LabGrade {
  return ungraded(lab, "fault", fault.split("\n", 1)[0]);
}

/** A lab part of which no test was run. */
export function ungraded(
  plan: LabPlan,
  status: "not-run" | "rejected" | "fault",
  because: string,
  problems: LabGrade["problems"] = [],
): LabGrade {
  return { lab: plan.lab, status, points: pointsIn(plan), earned: 0, because, problems, tests: [] };
}

function pointsIn({ tests }: LabPlan): number {
  return tests.reduce((sum, { points }) => sum + points, 0);
}

const OUT_OF_TIME = "the time for grading was over";

function outOfTime({ name, title, points, seeds }: PlannedTest): TestGrade {
  return {
    ...{ scenario: name, title, points, earned: 0, verdict: "unknown" },
    ...{ seedsPlanned: seeds.length, seedsRun: 0, seedsPassed: 0 },
    ...{ reason: OUT_OF_TIME, hash: hashOf([]) },
  };
}

function testGrade(result: ScenarioResult, { credit }: LabPlan): TestGrade {
  const { scenario, title, points, verdict, seedsPlanned, runs } = result;
  const seedsPassed = runs.filter((run) => run.verdict === "pass").length;
  const share = verdict === "pass" ? 1 : credit === "fraction" ? seedsPassed / seedsPlanned : 0;
  return {
    ...{ scenario, title, points, earned: rounded(points * share), verdict, seedsPlanned },
    ...{ seedsRun: runs.length, seedsPassed },
    reason: verdict !== "unknown" ? undefined : (result.shown?.reason ?? OUT_OF_TIME),
    failure: failureOf(result),
    hash: hashOf(runs.map(({ traceHash }) => traceHash)),
  };
}

function hashOf(hashes: readonly string[]): string {
  return createHash("sha256").update(hashes.join("\n")).digest("hex");
}
