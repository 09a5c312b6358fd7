import type { SuiteResult } from "../run/result";
import { logText, type LogLayout } from "../report/log";
import { isColoured, topicPaint } from "../report/paint";
import { perfettoOf } from "../report/perfetto";
import { TOPIC_NAMES, type Topic } from "../report/topics";
import { exitCodeOf } from "../run/verdict";
import { EXIT, type RunOutcome } from "../run/outcome";
import { Trace } from "../trace/trace";
import { runAgain } from "./again";
import { checkImpl, chooseRun } from "./choose";
import { terminalReport, writeAsked } from "./output";
import { tellAll } from "./test";
import { nearest, UsageError } from "./usage";

/** Options of `raftlab export`, as typed. */
export interface ExportOptions {
  to?: string;
  impl: string;
  out?: string;
  topics?: string;
  ignore?: string;
}

const FORMATS = ["perfetto", "jsonl", "log"] as const;
type Format = (typeof FORMATS)[number];

function chooseFormat(to: string | undefined): Format {
  const found = FORMATS.find((format) => format === to);
  if (found !== undefined) return found;
  const said = to === undefined ? "Say what to export to" : `"${to}" is no format to export to`;
  throw new UsageError(`${said}: --to perfetto, --to jsonl or --to log.`);
}

function topicsIn(text: string): Topic[] {
  return text.split(",").map((word) => {
    const found = TOPIC_NAMES.find((topic) => topic === word.trim());
    if (found !== undefined) return found;
    const hint = `did you mean ${nearest(word, TOPIC_NAMES)}? They are ${TOPIC_NAMES.join(", ")}.`;
    throw new UsageError(`There is no topic "${word}"; ${hint}`);
  });
}

/** The topics asked for, or all, without those ignored. */
function chooseTopics(format: Format, { topics, ignore }: ExportOptions): ReadonlySet<Topic> {
  if (format !== "log" && (topics ?? ignore) !== undefined) {
    throw new UsageError("Topics are those of a log: --topics and --ignore go with --to log.");
  }
  const chosen = new Set(topics === undefined ? TOPIC_NAMES : topicsIn(topics));
  for (const topic of ignore === undefined ? [] : topicsIn(ignore)) chosen.delete(topic);
  if (chosen.size === 0) throw new UsageError("No topic is left to show: ignore fewer.");
  return chosen;
}

/** A file gets plain text; a terminal gets colours, and columns that fit its width. */
function layoutFor(out: string | undefined, topics: ReadonlySet<Topic>): LogLayout {
  if (out !== undefined) return { topics };
  const width = process.stdout.isTTY ? process.stdout.columns : undefined;
  return { topics, width, paint: topicPaint(isColoured(process.stdout, process.env)) };
}

function textOf(format: Format, jsonl: string, { token, violation }: RunOutcome, layout: LogLayout): string {
  if (format === "jsonl") return jsonl;
  const { events } = Trace.parse(jsonl);
  if (format === "perfetto") return `${JSON.stringify(perfettoOf(events, token, violation))}\n`;
  const broken = violation === undefined ? [] : [violation.title, violation.what];
  return logText(events, [token, ...broken], layout);
}

/** `raftlab export TOKEN --to …`. Only the run's text comes to standard output. @returns the exit code */
export async function exportRun(token: string, options: ExportOptions): Promise<number> {
  const format = chooseFormat(options.to);
  const topics = chooseTopics(format, options);
  const chosen = chooseRun(token);
  const impl = checkImpl(options.impl);
  const suite = await runAgain(chosen, impl);
  const { shown, trace } = suite.scenarios[0] ?? {};
  if (shown === undefined || trace === undefined) return tellWhyNot(suite, impl);
  const text = textOf(format, trace, shown, layoutFor(options.out, topics));
  if (options.out === undefined) process.stdout.write(text);
  else {
    writeAsked(options.out, text);
    process.stdout.write(`${shown.stats.events} events written to ${options.out}.\n`);
  }
  return EXIT.pass;
}

/** There is no trace: the submission doesn't compile, the run never ended, or it was given up. */
function tellWhyNot(suite: SuiteResult, impl: string): number {
  const report = terminalReport(impl, false);
  tellAll(suite, report);
  if (suite.fault !== undefined) report.fault(suite.fault);
  return exitCodeOf(suite);
}
