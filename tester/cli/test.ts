import type { SuiteResult } from "../run/result";
import { runSuite } from "../run/suite";
import { exitCodeOf } from "../run/verdict";
import { checkImpl, chooseJobs, chooseScenarios, chooseSeed, chooseSeeds } from "./choose";
import { confinementFrom } from "./confine";
import { interruptSignal } from "./interrupt";
import { terminalReport, writeResults } from "./output";
import { smallerForFirst } from "./smaller";
import { UsageError } from "./usage";

/** Options of `raftlab test`, as typed. */
export interface TestOptions {
  impl: string;
  seeds?: string;
  seed?: string;
  base: string;
  jobs?: string;
  sandbox: string;
  memory?: string;
  json?: string;
  keepGoing?: boolean;
  verbose?: boolean;
  inProcess?: boolean;
  /** Look for a smaller run where one fails. */
  shrink?: boolean;
}

/** `raftlab test [labs…|lab/scenario…]`. @returns the exit code */
export async function test(what: readonly string[], options: TestOptions): Promise<number> {
  const impl = checkImpl(options.impl);
  const scenarios = chooseScenarios(what);
  const seeds = chooseSeeds(options.seed, options.seeds);
  const base = chooseSeed(options.base);
  const { confinement, notice } = confinementFrom(options.sandbox, options.memory);
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  const report = terminalReport(impl, options.verbose ?? false);
  const signal = interruptSignal();
  const suite = options.inProcess
    ? await inProcess(impl, scenarios, options)
    : await runSuite(
        {
          ...{ impl, scenarios, seeds, base },
          jobs: chooseJobs(options.jobs),
          keepGoing: options.keepGoing ?? false,
          traceAlways: options.verbose,
          inspects: "failed",
          confinement,
          signal,
          smaller: options.shrink === false ? undefined : smallerForFirst(signal),
        },
        report,
      );
  if (options.inProcess) tellAll(suite, report);
  report.end(suite);
  if (options.json !== undefined) writeResults(options.json, suite, seeds, base);
  return exitCodeOf(suite);
}

/** Tells what a suite that has ended would have told on its way. */
export function tellAll(suite: SuiteResult, report: ReturnType<typeof terminalReport>): void {
  if (suite.problems.length > 0) report.problems(suite.problems);
  for (const result of suite.scenarios) report.scenario(result);
}

async function inProcess(
  impl: string,
  scenarios: ReturnType<typeof chooseScenarios>,
  { seed, base }: TestOptions,
): Promise<SuiteResult> {
  if (scenarios.length !== 1) throw new UsageError("--in-process runs one test: name it, as in 2a/initial-election.");
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the simulator is loaded only where it is run
  const { runInProcess } = require("../run/in-process") as typeof import("../run/in-process");
  return runInProcess(impl, scenarios[0], chooseSeed(seed ?? base), "");
}
