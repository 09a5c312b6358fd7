import type { ScenarioResult, SuiteResult } from "../run/result";
import { labName, plural } from "./classic";
import type { Paint } from "./paint";

/** Points of one lab, of the scenarios that were run. */
export interface LabScore {
  lab: string;
  earned: number;
  points: number;
}

/** In the order in which the labs come. */
export function labScores(scenarios: readonly ScenarioResult[]): LabScore[] {
  const labs = [...new Set(scenarios.map(({ lab }) => lab))];
  return labs.map((lab) => {
    const own = scenarios.filter((each) => each.lab === lab);
    const sum = (of: (each: ScenarioResult) => number) => own.reduce((total, each) => total + of(each), 0);
    return { lab, earned: sum((each) => each.earned), points: sum((each) => each.points) };
  });
}

/** `Lab 2A: 70 of 100 points`, a line a lab, then what it took. */
export function summaryText(suite: SuiteResult, paint: Paint): string {
  const { scenarios, wallMs } = suite;
  const lines = labScores(scenarios).map(({ lab, earned, points }) => {
    const painter = earned === points ? paint.good : paint.bad;
    return painter(`Lab ${labName(lab)}: ${earned} of ${points} points`);
  });
  const runs = scenarios.reduce((sum, each) => sum + each.runs.length, 0);
  const tests = plural(scenarios.length, "test");
  const ending = suite.isInterrupted ? ", given up before the end" : "";
  lines.push(`${plural(runs, "run")} of ${tests} in ${(wallMs / 1_000).toFixed(1)} s${ending}`);
  return lines.join("\n");
}
