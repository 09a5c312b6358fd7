import { CpuBudget } from "../diagnosis/shrink/cpu-budget";
import { isSameFailure } from "../diagnosis/shrink/same-failure";
import { Shrinker, type Search, type Shrunk } from "../diagnosis/shrink/shrinker";
import { extentInWords, storyLeft } from "../diagnosis/shrink/words";
import { compile } from "../realm/compile";
import { replayCommand } from "../report/command";
import { failureText } from "../report/failure";
import { isColoured, paintFor } from "../report/paint";
import { problemsText } from "../report/problems";
import { progressOn } from "../report/progress";
import { GivenUp } from "../run/fault";
import type { RunReply, RunRequest } from "../run/message";
import { EXIT } from "../run/outcome";
import { Pool } from "../run/pool";
import { rulesOf } from "../run/rules";
import { Trace } from "../trace/trace";
import { checkImpl, chooseJobs, chooseRun } from "./choose";
import { interruptSignal } from "./interrupt";
import { writeAsked } from "./output";
import { UsageError } from "./usage";

/** Options of `raftlab shrink`, as typed. */
export interface ShrinkOptions {
  impl: string;
  budget: string;
  jobs?: string;
  json?: string;
}

function budgetOf(text: string): CpuBudget {
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (seconds < 1)
    throw new UsageError(`"${text}" is no budget; it is a number of CPU seconds, an integer from 1 to 99999.`);
  return new CpuBudget(seconds * 1_000);
}

/** `raftlab shrink TOKEN`: a smaller run that fails in the same way. @returns the exit code */
export async function shrink(token: string, options: ShrinkOptions): Promise<number> {
  const { run } = chooseRun(token);
  const impl = checkImpl(options.impl);
  const budget = budgetOf(options.budget);
  const jobs = chooseJobs(options.jobs);
  const paint = paintFor(isColoured(process.stdout, process.env));
  const compiled = await compile(impl, rulesOf(run.lab).role);
  if (!compiled.ok) {
    process.stdout.write(`${problemsText(compiled.problems, impl, paint)}\n`);
    return EXIT.fail;
  }
  const pool = new Pool(compiled.program, jobs);
  const signal = interruptSignal();
  signal.addEventListener("abort", () => pool.close());
  process.stdout.write(`Shrinking for at most ${options.budget} s of CPU time; Ctrl-C ends it with the best so far.\n`);
  const progress = progressOn(process.stderr, "CPU seconds");
  const search: Search = {
    run: (request) => spend(pool, request, budget),
    isSameFailure,
    isOver: () => budget.isSpent || signal.aborted,
    progress: () => progress.update(Math.round(budget.spentMs / 1_000), Number(options.budget)),
  };
  try {
    const shrunk = await new Shrinker(run, search).shrink();
    progress.clear();
    return tell(shrunk, { impl, options, spentMs: budget.spentMs, isInterrupted: signal.aborted });
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    process.stdout.write("Given up before the run to be shrunk had come to its end.\n");
    return EXIT.unknown;
  } finally {
    progress.clear();
    pool.close();
  }
}

async function spend(pool: Pool, request: RunRequest, budget: CpuBudget): Promise<RunReply> {
  const reply = await pool.run(request);
  budget.spend(reply);
  return reply;
}

/** What else the outcome is told with. */
interface Circumstances {
  impl: string;
  options: ShrinkOptions;
  spentMs: number;
  isInterrupted: boolean;
}

function tell(shrunk: Shrunk, circumstances: Circumstances): number {
  const { impl, options } = circumstances;
  const { first, best, reply } = shrunk;
  if (first === undefined || best === undefined) {
    process.stdout.write(`${whyNothing(reply)}\n`);
    return EXIT[reply.outcome.verdict];
  }
  const paint = paintFor(isColoured(process.stdout, process.env));
  const { events } = Trace.parse(best.reply.trace!);
  const lines = [
    failureText(best.reply.outcome, { impl, paint }),
    "",
    `  What is left, of ${best.extent.servers} servers:`,
    ...storyLeft(events, best.extent.servers).map((line) => `    ${line}`),
    "",
    summaryOf(shrunk, circumstances),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  if (options.json !== undefined) {
    const { token, runs, isComplete } = shrunk;
    const smaller = {
      token,
      law: best.reply.outcome.violation!.law,
      ...sizes(best),
      traceHash: best.reply.outcome.traceHash,
    };
    const written = { format: "raftlab/shrink/1", from: { token: reply.outcome.token, ...sizes(first) }, smaller };
    const json = { ...written, runs, isComplete, cpuMs: circumstances.spentMs };
    writeAsked(options.json, `${JSON.stringify(json, null, 2)}\n`);
  }
  return EXIT.fail;
}

function sizes({ extent }: NonNullable<Shrunk["best"]>): Record<string, number> {
  const { servers, faults, commands, delivered, lengthUs } = extent;
  return { servers, faults, commands, delivered, lengthUs };
}

/** Why a run can't be shrunk. */
function whyNothing({ outcome }: RunReply): string {
  const { verdict, token } = outcome;
  if (verdict === "pass") return `${token} passes with this submission: there is nothing to shrink.`;
  if (verdict === "not-started") return `${token} comes to code that isn't written yet: there is nothing to shrink.`;
  if (verdict === "unknown") return `${token} has no verdict, so that no smaller run can be said to fail as it does.`;
  return `${token} was ended from outside, for the time or memory that it took: such a run can't be shrunk.`;
}

function summaryOf(shrunk: Shrunk, { impl, spentMs, isInterrupted }: Circumstances): string {
  const { first, best, token, runs, isComplete } = shrunk;
  const effort = `${runs} runs, ${(spentMs / 1_000).toFixed(1)} s of CPU time`;
  const end = isComplete ? "" : isInterrupted ? ", interrupted" : ", and then the budget was spent";
  return [
    `  Before:    ${extentInWords(first!.extent)}`,
    `  Smaller:   ${extentInWords(best!.extent)}, after ${effort}${end}`,
    `             ${replayCommand(token, impl)}`,
  ].join("\n");
}
