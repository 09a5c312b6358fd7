import { EXIT, type Verdict } from "./outcome";
import type { SuiteResult } from "./result";

/** Worst first, of one scenario's runs: a law broken tells more than a gap, and a gap more than a doubt. */
const WORST_FIRST: readonly Verdict[] = ["fail", "not-started", "unknown", "pass"];

/** `pass` for none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? "pass";
}

/** Of all scenarios: problems in the submission's text count as a failure, an interruption as unknown. */
export function verdictOf({ problems, scenarios, isInterrupted }: SuiteResult): Verdict {
  if (problems.length > 0) return "fail";
  const verdicts = scenarios.map(({ verdict }) => verdict);
  return worstVerdict(isInterrupted ? [...verdicts, "unknown"] : verdicts);
}

/** The process's exit code: of several outcomes the worst counts, 3 > 1 > 2 > 0. */
export function exitCodeOf(suite: SuiteResult): number {
  return suite.fault !== undefined ? EXIT.testerError : EXIT[verdictOf(suite)];
}
