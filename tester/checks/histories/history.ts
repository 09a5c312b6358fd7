import type { Insight } from "../linearizability/insight";
import type { Model } from "../linearizability/model";
import type { Operation } from "../linearizability/operation";
import { readEdn } from "./edn-lines";
import type { EventsRead, HistoryEvent, Problem } from "./event";
import { keyValueWords } from "./key-value";
import { isLog, readLog } from "./log-lines";
import { pair } from "./pair";
import { registerWords } from "./register";
import { readTrace } from "./trace-lines";
import type { Vocabulary } from "./vocabulary";

export const MODELS = ["key-value", "register"] as const;
export type ModelName = (typeof MODELS)[number];

/** What clients asked for and saw, from a file of any format. */
export interface History {
  name: ModelName;
  // Which model's is known at run time only; a model takes what its own vocabulary has made.
  model: Model<unknown, unknown, string>;
  insight: Insight<unknown, unknown, string>;
  /** In the order of their invocations. */
  operations: Operation<unknown, unknown>[];
  /** What the operations' event numbers are: of the file's lines, or of the trace's events. */
  clock: "line" | "event";
  /** µs from the start, by event, where the file says so. */
  timesUs: ReadonlyMap<number, number>;
  /** What makes no sense, in the file's order. With any, nothing should be judged. */
  problems: Problem[];
}

const WORDS: Readonly<Record<ModelName, Vocabulary<unknown, unknown>>> = {
  "key-value": keyValueWords,
  register: registerWords,
};

/** Reads a file's lines in the format of which they look. @returns `undefined` where they look of none */
function eventsOf(lines: readonly string[]): (EventsRead & Pick<History, "clock">) | undefined {
  const first = lines.find((line) => /^\s*[^\s;]/.test(line))?.trim();
  if (first === undefined) return { events: [], problems: [], clock: "line" };
  if (/^\{\s*"/.test(first)) return { ...readTrace(lines), clock: "event" };
  if (isLog(lines)) return { ...readLog(lines), clock: "line" };
  // A tag, a map, a vector or a list.
  return /^[#{[(]/.test(first) ? { ...readEdn(lines), clock: "line" } : undefined;
}

/** The model that knows the first function called; of none, the first. */
function modelFor(events: readonly HistoryEvent[]): ModelName {
  const called = events.find(({ f }) => f !== undefined)?.f ?? "";
  return MODELS.find((name) => WORDS[name].functions.includes(called)) ?? MODELS[0];
}

/** A history from a file's text, in any of the formats of docs/check-history.md. */
export function readHistory(text: string, choice: ModelName | "auto" = "auto"): History {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const read = eventsOf(lines);
  const { events, problems, clock } = read ?? { events: [], problems: [UNLIKE_ANY], clock: "line" as const };
  const name = choice === "auto" ? modelFor(events) : choice;
  const { model, insight } = WORDS[name];
  const paired = pair(events, WORDS[name]);
  const all = [...problems, ...paired.problems].sort((a, b) => a.line - b.line);
  return { name, model, insight, clock, ...paired, problems: all };
}

const UNLIKE_ANY: Problem = {
  line: 1,
  text: "begins no history: neither a trace of the kit (JSON), nor Jepsen's EDN, nor lines of jepsen.util",
};
