import { readFileSync } from "node:fs";
import { MODELS, readHistory, type History, type ModelName } from "../checks/histories/history";
import { BUDGET } from "../checks/linearizability/check";
import { historyPage } from "../report/history/html";
import type { HistoryReport, PageOperation } from "../report/history/history-report";
import type { HistoryResults } from "../report/history/json";
import { historyText } from "../report/history/terminal";
import { smallestOf, stuckOf } from "../report/history/words";
import { quoted } from "../report/command";
import { isColoured, paintFor } from "../report/paint";
import { EXIT } from "../run/outcome";
import { judgedHistory } from "./judged-history";
import { writeAsked } from "./output";
import { pageParts } from "./page-parts";
import { UsageError } from "./usage";

/** Options of `raftlab check-history`, as typed. */
export interface CheckHistoryOptions {
  model: string;
  budget?: string;
  html?: string;
  json?: string;
}

/** More problems than this say no more. */
const MOST_PROBLEMS = 10;

const EXITS = { linearizable: EXIT.pass, not: EXIT.fail, unknown: EXIT.unknown } as const;

/** `raftlab check-history FILE`: whether what clients saw has an order that explains it. @returns the exit code */
export function checkHistory(file: string, options: CheckHistoryOptions): number {
  const model = modelOf(options.model);
  const budget = { ...BUDGET, steps: options.budget === undefined ? BUDGET.steps : stepsOf(options.budget) };
  const name = file === "-" ? "standard input" : file;
  const text = textOf(file);
  if (typeof text !== "string") return tellNonsense(name, [`${name} can't be read: ${text.message}.`], options);
  const history = readHistory(text, model);
  const nonsense = nonsenseIn(name, history);
  if (nonsense.length > 0) return tellNonsense(name, nonsense, options, history);
  const report = judgedHistory(name, history, budget);
  if (options.html !== undefined) writeAsked(options.html, historyPage(report, pageParts("history-page")));
  if (options.json !== undefined) writeJson(options.json, resultsOf(report));
  process.stdout.write(
    historyText(report, pictureOf(file, options), paintFor(isColoured(process.stdout, process.env))),
  );
  return EXITS[report.verdict];
}

function modelOf(asked: string): ModelName | "auto" {
  const known = ["auto", ...MODELS] as const;
  const model = known.find((each) => each === asked);
  if (model === undefined) throw new UsageError(`There is no model "${asked}"; there are ${known.join(", ")}.`);
  return model;
}

function stepsOf(asked: string): number {
  const steps = Number(asked);
  if (Number.isSafeInteger(steps) && steps > 0) return steps;
  throw new UsageError(`"${asked}" is no budget; it is a number of steps, as in 50000000.`);
}

/** @returns the error of a file that can't be read */
function textOf(file: string): string | Error {
  try {
    // 0: standard input.
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    return error as Error;
  }
}

/** Why there is nothing to judge, a sentence each. */
function nonsenseIn(name: string, { problems, operations }: History): string[] {
  const sentences = problems.slice(0, MOST_PROBLEMS).map(({ line, text }) => `${name}: line ${line} ${text}.`);
  const more = problems.length - sentences.length;
  if (more > 0) sentences.push(`${name}: ${more} more lines make no sense.`);
  if (problems.length === 0 && operations.length === 0) sentences.push(`${name} holds no operations of clients.`);
  return sentences;
}

/** What can't be judged is neither right nor wrong. */
function tellNonsense(file: string, sentences: string[], { json }: CheckHistoryOptions, history?: History): number {
  for (const sentence of sentences) process.stderr.write(`raftlab: ${sentence}\n`);
  const headline = "Unknown: the history makes no sense, so it was not judged.";
  process.stderr.write(`${headline}\n`);
  if (json !== undefined) {
    const results = { file, model: history?.name ?? "auto", verdict: "unknown", headline, sentences } as const;
    const none = { clock: history?.clock ?? "line", operations: 0, parts: [], problems: history?.problems ?? [] };
    writeJson(json, { format: "raftlab/history/1", exitCode: EXIT.unknown, ...results, ...none });
  }
  return EXIT.unknown;
}

function resultsOf(report: HistoryReport): HistoryResults {
  const { file, model, verdict, headline, sentences, data } = report;
  const bare = ({ client, text, from, to }: PageOperation) => ({ client, text, from, to });
  return {
    ...({ format: "raftlab/history/1", file, model, verdict, exitCode: EXITS[verdict], headline, sentences } as const),
    ...{ clock: data.clock, operations: data.operations.length, parts: data.parts, problems: [] },
    ...(verdict !== "not"
      ? {}
      : {
          violation: {
            part: data.parts[data.first].name,
            smallest: smallestOf(report).map(bare),
            ordered: data.operations.filter(({ part, place }) => part === data.first && place !== null).length,
            stuck: stuckOf(report).map(bare),
          },
        }),
  };
}

function writeJson(file: string, results: HistoryResults): void {
  writeAsked(file, `${JSON.stringify(results, null, 2)}\n`);
}

function pictureOf(file: string, { html }: CheckHistoryOptions): string {
  return html ?? `npx --no-install raftlab check-history ${file === "-" ? "FILE" : quoted(file)} --html history.html`;
}
