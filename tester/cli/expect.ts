import { existsSync, readFileSync } from "node:fs";
import { UsageError } from "./usage";

/** What a replay is to be the same as. */
export interface Identity {
  kit: string;
  submission: string;
  trace: string;
  node: string;
}

const FIELDS = ["kit", "submission", "trace", "node"] as const;
const NAMES: Readonly<Record<keyof Identity, string>> = {
  kit: "kit",
  submission: "submission",
  trace: "trace",
  node: "Node major",
};
const FORM = "kit:HASH, submission:HASH, trace:HASH (or their beginnings), node:MAJOR, or a file that --json wrote";

/** Reads `--expect`: `trace:1f3a…`, or a saved results file that has the token's run in it. */
export function readExpected(texts: readonly string[], token: string): Partial<Identity> {
  return Object.assign({}, ...texts.map((text) => readOne(text, token))) as Partial<Identity>;
}

function readOne(text: string, token: string): Partial<Identity> {
  const pair = /^(kit|submission|trace|node):([0-9a-f]+)$/.exec(text);
  if (pair !== null) return { [pair[1]]: pair[2] };
  if (!existsSync(text)) throw new UsageError(`"${text}" can't be expected; --expect takes ${FORM}.`);
  return readSaved(text, token);
}

function readSaved(file: string, token: string): Partial<Identity> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- slow to load, and needed here alone
  const { resultsSchema } = require("../report/json") as typeof import("../report/json");
  const read = resultsSchema.safeParse(parse(file));
  if (!read.success) throw new UsageError(`${file} is no file that --json wrote ("format": "raftlab/results/1").`);
  const { kit, submission, scenarios } = read.data;
  const run = scenarios.flatMap(({ runs }) => runs).find((each) => each.token === token);
  if (run === undefined) throw new UsageError(`${file} has no run ${token}.`);
  return { kit: kit.hash, submission: submission.hash, trace: run.traceHash, node: String(kit.nodeMajor) };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function isSame(field: keyof Identity, expected: string, actual: string): boolean {
  return field === "node" ? actual === expected : actual.startsWith(expected);
}

/** A sentence for each part that isn't as expected. */
export function differences(expected: Partial<Identity>, actual: Identity): string[] {
  return FIELDS.flatMap((field) => {
    const wanted = expected[field];
    if (wanted === undefined || isSame(field, wanted, actual[field])) return [];
    return [`The ${NAMES[field]} differs: it was ${wanted}, and is ${actual[field]}.`];
  });
}
