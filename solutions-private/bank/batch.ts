import { fork } from "node:child_process";
import type { Program } from "../../tester/realm/compile";

/** Every child says something within this wall time, or it is a runaway. */
export const SILENCE_LIMIT_MS = 60_000;

/** V8's heap in a child: a memory bomb ends here. */
const HEAP_LIMIT_MB = 512;

/** One run that is to be made. */
export interface Asked {
  lab: string;
  scenario: string;
  seed: number;
  /** The how-manyeth of the scenario's seeds it is, from 1. */
  number: number;
}

/** What a child is sent, once. */
export interface Batch {
  program: Program;
  /** In this order. */
  runs: Asked[];
  /** Whether the first failure ends it. */
  stopsAtFailure: boolean;
}

/** A run that failed. `law` is `budget` for a runaway, and `tester` where our own code threw. */
export interface Failure extends Asked {
  law: string;
  what: string;
}

/** What a child says after each run. */
export interface Progress {
  done: number;
  cpuMs: number;
  failure?: Failure;
}

export interface BatchResult {
  runs: number;
  failures: Failure[];
  cpuMs: number;
}

/** Runs a batch in a child process of its own, which a runaway takes with it. */
export function runBatch(batch: Batch): Promise<BatchResult> {
  return new Promise((resolve) => {
    const result: BatchResult = { runs: 0, failures: [], cpuMs: 0 };
    const child = fork(__filename, ["child"], {
      execArgv: [`--max-old-space-size=${HEAP_LIMIT_MB}`],
      serialization: "json",
    });
    const tooLong = (): void => void child.kill("SIGKILL");
    let silence = setTimeout(tooLong, SILENCE_LIMIT_MS);
    child.on("message", ({ done, cpuMs, failure }: Progress) => {
      clearTimeout(silence);
      silence = setTimeout(tooLong, SILENCE_LIMIT_MS);
      result.runs = done;
      result.cpuMs += cpuMs;
      if (failure !== undefined) result.failures.push(failure);
    });
    child.on("exit", () => {
      clearTimeout(silence);
      const isOver = result.runs === batch.runs.length || (batch.stopsAtFailure && result.failures.length > 0);
      const unfinished = batch.runs[result.runs];
      const what = `no answer within ${SILENCE_LIMIT_MS / 1_000} s, or more than ${HEAP_LIMIT_MB} MB`;
      if (!isOver) result.failures.push({ ...unfinished, law: "budget", what });
      resolve(result);
    });
    child.send(batch);
  });
}
