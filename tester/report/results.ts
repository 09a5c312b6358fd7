import type { RunOutcome } from "../run/outcome";
import type { KitIdentity, ScenarioResult, SuiteResult } from "../run/result";
import { diagnosisOf } from "./diagnosed";
// Types only: the schema's library is loaded by those alone who read such a file.
import type { Results } from "./json";
import { labScores } from "./summary";

/** What the file says apart from the results themselves. */
export interface ResultsContext {
  kit: KitIdentity;
  seeds: { choice: string; base: number };
  verdict: Results["verdict"];
  exitCode: number;
}

type Run = Results["scenarios"][number]["runs"][number];

/** What a run's place in the file says already is left out. */
function runOf({
  token,
  seed,
  edits,
  verdict,
  reason,
  violation,
  story,
  logs,
  stats,
  traceHash,
  cpuMs,
}: RunOutcome): Run {
  const isPass = verdict === "pass";
  // Of a run that passed nobody reads what was printed, and thousands of them would fill a disk.
  const texts = isPass ? { story: [], logs: [] } : { story, logs };
  return { token, seed, edits, verdict, reason, violation, ...texts, stats, traceHash, cpuMs };
}

function scenarioOf(result: ScenarioResult): Results["scenarios"][number] {
  const { lab, scenario, title, points, earned, verdict, isComplete, seedsPlanned, wallMs, shown } = result;
  const runs = result.runs.map((run) =>
    run === shown ? { ...runOf(run), diagnosis: diagnosisOf(result) } : runOf(run),
  );
  return { lab, scenario, title, points, earned, verdict, isComplete, seedsPlanned, wallMs, runs };
}

/** The results as `--json` writes them. */
export function resultsOf(suite: SuiteResult, { kit, seeds, verdict, exitCode }: ResultsContext): Results {
  const { impl, submissionHash, problems, scenarios, isInterrupted, fault, wallMs } = suite;
  return {
    format: "raftlab/results/1",
    kit,
    submission: { impl, hash: submissionHash },
    seeds,
    verdict,
    exitCode,
    isInterrupted,
    fault,
    problems,
    labs: labScores(scenarios),
    scenarios: scenarios.map(scenarioOf),
    wallMs,
  };
}
