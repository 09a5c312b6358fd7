import type { Problem } from "../realm/problem";
import type { Inspected } from "../trace/inspected";
import type { RunOutcome, Verdict } from "./outcome";

export type { Problem } from "../realm/problem";
export type { Violation } from "../checks/violation";

/** What, apart from the submission, a run's trace depends on. */
export interface KitIdentity {
  version: string;
  /** SHA-256 of the built code that runs a submission, hex. */
  hash: string;
  nodeMajor: number;
}

/** What a list or a report shows of a scenario. */
export interface ScenarioCard {
  lab: string;
  /** Its file's name. */
  scenario: string;
  /** `initial election` */
  title: string;
  /** Of the lab's 100. */
  points: number;
}

/** A smaller run that fails in the same way. */
export interface Smaller {
  token: string;
  /** `3 faults and commands, 22 messages` */
  size: string;
}

/** One scenario on its seeds. */
export interface ScenarioResult extends ScenarioCard {
  /** The worst of its runs: fail, then not-started, unknown, pass. */
  verdict: Verdict;
  /** All points if every seed passed, else none. */
  earned: number;
  seedsPlanned: number;
  /** Runs that count, by ascending seed. Without --keep-going they end at the first that failed. */
  runs: RunOutcome[];
  /** The run that is shown: the lowest seed of the worst verdict. Absent when no run was finished. */
  shown?: RunOutcome;
  /** Trace of `shown` as JSONL, unless it passed or has none. */
  trace?: string;
  /** Where one was looked for and found. */
  smaller?: Smaller;
  /** What the servers' Rafts remembered in it, where that was asked for and could be had. */
  states?: Inspected[];
  /** False when the scenario was given up before its seeds were through. */
  isComplete: boolean;
  /** From its first run's beginning to its last one's end. */
  wallMs: number;
}

/** Everything that was asked for. */
export interface SuiteResult {
  /** The submission's folder, as it was given. */
  impl: string;
  /** SHA-256 of the submission's files, hex; absent when it couldn't be compiled. */
  submissionHash?: string;
  /** What kept the submission from being judged: type errors, missing files. Then there are no scenarios. */
  problems: Problem[];
  scenarios: ScenarioResult[];
  /** Given up on somebody's request. */
  isInterrupted: boolean;
  /** The kit's own error, in a sentence or with its stack. */
  fault?: string;
  wallMs: number;
}
