import { DEFAULT_IMPL } from "../report/command";
import { diagnosisOf } from "../report/diagnosed";
import { causeOf, failureText } from "../report/failure";
import { paintFor } from "../report/paint";
import type { ScenarioResult } from "../run/result";
import type { TestGrade } from "./result";

/** Most characters of a trace that is diagnosed or drawn: the longest have 20,000,000. The grader itself reads it. */
export const TRACE_MAX = 40_000_000;
/** Most characters of a message's line: a submission's own texts stand in some of them. */
const LINE_MAX = 500;

/**
 * What a grade says of a test that failed: its first failing run as a student's terminal shows it, diagnosis and all,
 * but for the smaller run, as a search for one takes what time there is.
 */
export function failureOf(result: ScenarioResult): TestGrade["failure"] {
  const { shown, verdict } = result;
  const violation = shown?.violation;
  if (shown === undefined || violation === undefined || verdict === "unknown") return undefined;
  const diagnosis = diagnosisFrom(result);
  const text = failureText(shown, { impl: DEFAULT_IMPL, paint: paintFor(false), diagnosis });
  const message = text.trim().split("\n").map(cut).join("\n");
  return { token: shown.token, violation, message, cause: causeOf(violation, diagnosis) };
}

/** The trace is a child's word: one that makes no sense is no reason for anybody to go without a grade. */
function diagnosisFrom(result: ScenarioResult): ReturnType<typeof diagnosisOf> {
  if (result.trace !== undefined && result.trace.length > TRACE_MAX) return undefined;
  try {
    return diagnosisOf(result);
  } catch {
    return undefined;
  }
}

function cut(line: string): string {
  return line.length <= LINE_MAX ? line : `${line.slice(0, LINE_MAX - 1)}…`;
}
