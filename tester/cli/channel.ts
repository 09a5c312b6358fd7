/**
 * Between a lab's suite, which jest runs in a realm of its own, and the reporter outside it, in the same process
 * (`--runInBand`). Node's own modules are all that both share.
 */
import { channel } from "node:diagnostics_channel";
import type { Problem, ScenarioResult, SuiteResult } from "../run/result";

/** What a suite tells the reporter. */
export type Told =
  | { kind: "problems"; problems: Problem[] }
  | { kind: "scenario"; result: ScenarioResult }
  | { kind: "progress"; done: number; total: number }
  | { kind: "end"; suite: SuiteResult };

export const told = channel("raftlab:told");
/** The reporter asks the suites to give up. */
export const giveUp = channel("raftlab:give-up");

/** How an error begins that the reporter has told about already. */
export const TOLD_MARK = "not passed:";
/** Under this key a suite leaves `true` in its global when its further tests needn't run (environment.ts). */
export const SKIP_REST = "raftlab.skipRest";
