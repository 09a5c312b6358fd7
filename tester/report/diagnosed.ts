import { diagnose } from "../diagnosis/diagnose";
import type { Diagnosis } from "../diagnosis/diagnosis";
import type { ScenarioResult } from "../run/result";
import { Trace } from "../trace/trace";

const known = new WeakMap<object, Diagnosis>();

/** The diagnosis of the run that is shown, if it failed and left a trace: made once a run, by whoever asks first. */
export function diagnosisOf({ shown, trace }: Pick<ScenarioResult, "shown" | "trace">): Diagnosis | undefined {
  if (shown?.violation === undefined || trace === undefined || shown.verdict !== "fail") return undefined;
  const before = known.get(shown);
  if (before !== undefined) return before;
  const diagnosis = diagnose(Trace.parse(trace).events, shown.violation);
  known.set(shown, diagnosis);
  return diagnosis;
}
