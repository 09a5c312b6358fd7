import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { RunOutcome } from "../run/outcome";
import { Trace } from "../trace/trace";
import { failureText } from "./failure";
import { logText } from "./log";
import { paintFor } from "./paint";

/** A token as a file's name, on Windows too. */
export function fileNameOf(token: string): string {
  return `${token.replace(/[^\w.+=-]/g, "-")}.log`;
}

/**
 * Writes a failed run as plain text into `folder`.
 * @returns the file, relative to where the command was typed, with slashes
 */
export function writeTimeline(outcome: RunOutcome, jsonl: string, impl: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, fileNameOf(outcome.token));
  const verdict = failureText({ ...outcome, story: [], logs: [] }, { impl, paint: paintFor(false) }).split("\n");
  writeFileSync(file, logText(Trace.parse(jsonl).events, [outcome.token, ...verdict]));
  return relative(process.cwd(), file).replace(/\\/g, "/");
}
