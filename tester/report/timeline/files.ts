import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { ScenarioResult } from "../../run/result";
import { Trace } from "../../trace/trace";
import { diagnosisOf } from "../diagnosed";
import { failureText } from "../failure";
import { logText } from "../log";
import type { PageParts } from "../markup";
import { paintFor } from "../paint";
import { timelinePage } from "./html";
import { timelineReport } from "./report";

/** A run with many edits has a long token: no system takes names much longer. */
const NAME_MAX = 120;

/** A token as a file's name, on Windows too, without its ending. */
export function fileNameOf(token: string): string {
  const name = token.replace(/[^\w.+=-]/g, "-");
  if (name.length <= NAME_MAX) return name;
  return `${name.slice(0, NAME_MAX)}-${createHash("sha256").update(token).digest("hex").slice(0, 8)}`;
}

/** The page of the run that a result shows; `undefined` where it has no trace. */
export function pageOfRun(result: ScenarioResult, impl: string, parts: PageParts): string | undefined {
  const { shown, trace, states } = result;
  if (shown === undefined || trace === undefined) return undefined;
  const { events } = Trace.parse(trace);
  return timelinePage(timelineReport({ outcome: shown, events, states, diagnosis: diagnosisOf(result), impl }), parts);
}

/** Where a failure's files go, and what its page is made of. */
export interface FailureFiles {
  folder: string;
  /** Read when they are needed. */
  parts: () => PageParts;
}

/**
 * Writes a failed run into the folder, as a page and as plain text.
 * @returns the page, relative to where the command was typed, with slashes; `undefined` where there is no trace
 */
export function writeTimeline(
  result: ScenarioResult,
  impl: string,
  { folder, parts }: FailureFiles,
): string | undefined {
  const { shown, trace } = result;
  const page = pageOfRun(result, impl, parts());
  if (shown === undefined || trace === undefined || page === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, fileNameOf(shown.token));
  const verdict = failureText({ ...shown, story: [], logs: [] }, { impl, paint: paintFor(false) }).split("\n");
  writeFileSync(`${file}.log`, logText(Trace.parse(trace).events, [shown.token, ...verdict]));
  writeFileSync(`${file}.html`, page);
  return relative(process.cwd(), `${file}.html`).replace(/\\/g, "/");
}
