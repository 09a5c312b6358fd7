import type { ScenarioCard, ScenarioResult } from "../run/result";
import type { RunStats } from "../run/outcome";
import type { Paint } from "./paint";

/** `2a` as students know it: `2A`. */
export function labName(lab: string): string {
  return lab.toUpperCase();
}

/** `Test (2A): initial election ...` */
export function headLine({ lab, title }: ScenarioCard): string {
  return `Test (${labName(lab)}): ${title} ...`;
}

/** Virtual seconds, servers, RPCs, bytes, commits: the columns of the classic tester. */
function columns({ virtualUs, servers, rpcs, bytes, commits }: RunStats): string {
  const seconds = (virtualUs / 1_000_000).toFixed(1).padStart(5);
  return `${seconds}  ${servers} ${pad(rpcs, 4)} ${pad(bytes, 7)} ${pad(commits, 4)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}

/** `8 seeds in 0.2 s`: real time, all runs together. */
function effort({ runs, seedsPlanned, wallMs, isComplete }: ScenarioResult): string {
  const count =
    isComplete && runs.length === seedsPlanned
      ? plural(runs.length, "seed")
      : `${runs.length} of ${plural(seedsPlanned, "seed")}`;
  return `${count} in ${(wallMs / 1_000).toFixed(1)} s`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function countOf(result: ScenarioResult, verdict: string): number {
  return result.runs.filter((run) => run.verdict === verdict).length;
}

function failed(result: ScenarioResult): string {
  const failures = countOf(result, "fail");
  const others = failures > 1 ? `, the first of ${failures} that failed` : "";
  return `seed ${result.shown!.seed}${others}; ${effort(result)}`;
}

/**
 * The classic tester's second line. Its numbers are those of the first seed's run, so that a replay of that seed shows
 * the same ones.
 */
export function resultLine(result: ScenarioResult, paint: Paint): string {
  const { verdict, shown } = result;
  if (shown === undefined) return `  ... ${paint.doubt("Not run")} --`;
  switch (verdict) {
    case "pass":
      return `  ... ${paint.good("Passed")} -- ${columns(result.runs[0].stats)}     ${effort(result)}`;
    case "fail":
      return `  ... ${paint.bad("FAILED")} --  ${failed(result)}`;
    case "not-started":
      return `  ... ${paint.doubt("Not started")} --  ${shown.violation?.what ?? ""}`;
    case "unknown":
      return `  ... ${paint.doubt("Unknown")} --  ${doubt(result)}`;
  }
}

function doubt(result: ScenarioResult): string {
  if (!result.isComplete) return `given up; ${effort(result)}`;
  const count = countOf(result, "unknown");
  return `seed ${result.shown!.seed}: ${result.shown!.reason ?? "no verdict"} (${plural(count, "seed")} of ${result.runs.length})`;
}
