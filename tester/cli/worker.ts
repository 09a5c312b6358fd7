import { QueueError, work } from "../grade/queue";
import { graderKit } from "../grade/grader-kit";
import { EXIT } from "../run/outcome";
import { chooseJobs } from "./choose";
import { confinementFrom } from "./confine";
import { secondsFrom } from "./grade";
import { interruptSignal } from "./interrupt";
import { UsageError } from "./usage";

/** Options of `raftlab worker`, as typed. */
export interface WorkerOptions {
  queue: string;
  jobs?: string;
  timeout: string;
  sandbox: string;
  memory?: string;
}

/** `raftlab worker --queue redis://…`: grades what a grader put into the queue, until Ctrl-C. @returns the exit code */
export async function worker({ queue, jobs, timeout, sandbox, memory }: WorkerOptions): Promise<number> {
  const atOnce = chooseJobs(jobs);
  const { confinement, notice } = confinementFrom(sandbox, memory);
  const signal = interruptSignal();
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  say(`Waiting for lab parts from ${queue}, ${atOnce} at a time; Ctrl-C ends it.`);
  if (notice !== undefined) say(notice);
  const conditions = { jobs: 1, timeoutMs: secondsFrom(timeout) * 1_000, confinement, signal };
  try {
    await work(queue, graderKit(), atOnce, conditions, say);
  } catch (error) {
    if (error instanceof QueueError) throw new UsageError(error.message);
    throw error;
  }
  return EXIT.pass;
}
