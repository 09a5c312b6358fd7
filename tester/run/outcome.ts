import type { Violation } from "../checks/violation";

/** `unknown` never counts as pass. */
export type Verdict = "pass" | "fail" | "unknown" | "not-started";

/** What the classic line shows of a run, and a little more. */
export interface RunStats {
  /** Virtual length, µs. */
  virtualUs: number;
  servers: number;
  /** Requests sent, `peers[me]` included. */
  rpcs: number;
  /** Of arguments and replies, UTF-8 bytes. */
  bytes: number;
  /** Highest index that any server applied. */
  commits: number;
  /** Events in the trace. */
  events: number;
}

/** How one run ended. A pure function of (submission, scenario, seed, edits), but for `cpuMs`. */
export interface RunOutcome {
  /** Replay token `<lab>/<scenario>/<seed>`, with `+<edits>` where the schedule was edited. */
  token: string;
  lab: string;
  scenario: string;
  seed: number;
  edits: string;
  verdict: Verdict;
  /** What was broken first; absent on a pass. */
  violation?: Violation;
  /** Why the verdict is `unknown`, in one sentence. */
  reason?: string;
  /** The few events before the violation that matter, a line each; then what the servers had printed. */
  story: string[];
  logs: string[];
  stats: RunStats;
  /** SHA-256 of the trace's JSONL, hex. */
  traceHash: string;
  /** CPU time of the run, ms: the one thing here that differs from run to run. */
  cpuMs: number;
}

/** Exit codes (DESIGN.md, «Verdicts»): of several outcomes the worst counts, 3 > 1 > 2 > 0. */
export const EXIT = { pass: 0, fail: 1, "not-started": 1, unknown: 2, testerError: 3 } as const;
