import type { SuiteResult } from "../run/result";
import { runSuite } from "../run/suite";
import type { SeedChoice } from "../run/tiers";
import type { chooseRun } from "./choose";
import { interruptSignal } from "./interrupt";

/** The seeds of one run. */
export function seedsOf({ run }: ReturnType<typeof chooseRun>): SeedChoice {
  return { kind: "range", first: run.seed, last: run.seed };
}

/** The run that a token names, once more, in a child that is watched; its trace is kept, whatever the verdict. */
export function runAgain(
  chosen: ReturnType<typeof chooseRun>,
  impl: string,
  inspects?: "failed" | "all",
): Promise<SuiteResult> {
  const { run, scenario } = chosen;
  return runSuite({
    ...{ impl, scenarios: [scenario], seeds: seedsOf(chosen), base: run.seed, edits: run.edits },
    ...{ jobs: 1, keepGoing: false, traceAlways: true, signal: interruptSignal(), inspects },
  });
}
