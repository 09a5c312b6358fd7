import { logText } from "../report/log";
import { pageOfRun } from "../report/timeline/files";
import { isColoured, paintFor } from "../report/paint";
import type { ChooseTurn } from "../run/in-process";
import { kitIdentity } from "../run/kit";
import type { SuiteResult } from "../run/result";
import { exitCodeOf } from "../run/verdict";
import { Trace } from "../trace/trace";
import { runAgain, seedsOf } from "./again";
import { checkImpl, chooseRun } from "./choose";
import { differences, readExpected, type Identity } from "./expect";
import { terminalReport, writeAsked, writeResults } from "./output";
import { pageParts } from "./page-parts";
import { stopChoice } from "./stop-choice";
import { tellAll } from "./test";

/** Options of `raftlab replay`, as typed. */
export interface ReplayOptions {
  impl: string;
  trace?: string;
  log?: boolean;
  html?: string;
  json?: string;
  expect?: string[];
  verbose?: boolean;
  inProcess?: boolean;
  break?: string;
}

/** `raftlab replay TOKEN`: the very same run again. @returns the exit code */
export async function replay(token: string, options: ReplayOptions): Promise<number> {
  const chosen = chooseRun(token);
  const { run, scenario } = chosen;
  const impl = checkImpl(options.impl);
  const expected = readExpected(options.expect ?? [], token);
  const report = terminalReport(impl, options.verbose ?? false);
  const choose = options.break === undefined ? undefined : stopChoice(options.break);
  const isHere = options.inProcess || choose !== undefined;
  const inspects = options.html === undefined ? "failed" : "all";
  const suite = isHere
    ? await inProcess(impl, scenario, run.seed, run.edits, choose)
    : await runAgain(chosen, impl, inspects);
  tellAll(suite, report);
  if (suite.fault !== undefined) report.fault(suite.fault);
  writeTrace(suite, options);
  if (options.html !== undefined) writePage(suite, impl, options.html);
  tellIdentity(suite, expected);
  if (options.json !== undefined) writeResults(options.json, suite, seedsOf(chosen), run.seed);
  return exitCodeOf(suite);
}

async function inProcess(
  impl: string,
  scenario: ReturnType<typeof chooseRun>["scenario"],
  seed: number,
  edits: string,
  choose: ChooseTurn | undefined,
): Promise<SuiteResult> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the simulator is loaded only where it is run
  const { runInProcess } = require("../run/in-process") as typeof import("../run/in-process");
  return runInProcess(impl, scenario, seed, edits, choose);
}

function writeTrace({ scenarios }: SuiteResult, options: ReplayOptions): void {
  const trace = scenarios[0]?.trace;
  if (trace === undefined) return;
  if (options.log) process.stdout.write(`\n${logText(Trace.parse(trace).events, [scenarios[0].shown!.token])}`);
  if (options.trace !== undefined) writeAsked(options.trace, trace);
}

function writePage({ scenarios }: SuiteResult, impl: string, file: string): void {
  const [result] = scenarios;
  const page = result && pageOfRun(result, impl, pageParts("timeline-page"));
  if (page !== undefined) writeAsked(file, page);
}

/** What the run depended on, and its trace: two replays are the same exactly when these are. */
function tellIdentity({ scenarios, submissionHash }: SuiteResult, expected: Partial<Identity>): void {
  const shown = scenarios[0]?.shown;
  if (shown === undefined || submissionHash === undefined) return;
  const { hash, version, nodeMajor } = kitIdentity();
  const identity = { kit: hash, submission: submissionHash, trace: shown.traceHash, node: String(nodeMajor) };
  const paint = paintFor(isColoured(process.stdout, process.env));
  const lines = [
    `kit         ${hash} (raftlab ${version})`,
    `submission  ${submissionHash}`,
    `trace       ${shown.traceHash === "" ? "none: the run came to no end" : shown.traceHash}`,
    `node        ${nodeMajor}`,
  ];
  const differing = differences(expected, identity).map((line) => paint.doubt(line));
  process.stdout.write(["", ...lines.map((line) => paint.faint(line)), ...differing, ""].join("\n"));
}
