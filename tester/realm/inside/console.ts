/** `console`: every line is a `log` effect, as readable as Node's. */
import { defineProperty, stringify } from "./builtins";
import { sinceBootMs } from "./clock";
import { emit } from "./outbox";

type Inspect = typeof import("object-inspect");
let inspect: Inspect | undefined;

/** Loaded at the first need: it is half of what this script costs, and most realms print nothing. */
function loadInspect(): Inspect {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (inspect ??= require("object-inspect") as Inspect);
}

/** A line beyond this is cut, in characters: a log is for reading. */
const LINE_LIMIT = 10_000;

let indent = "";

function log(level: string, text: string): void {
  const line = indent === "" ? text : indent + text.replace(/\n/g, "\n" + indent);
  const cut = line.length <= LINE_LIMIT ? line : `${line.slice(0, LINE_LIMIT)}… (${line.length - LINE_LIMIT} more)`;
  emit("log\t" + level + "\t" + stringify(cut));
}

function inspected(value: unknown, depth: number): string {
  if (value instanceof Date) return isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Error) return typeof value.stack === "string" ? value.stack : String(value);
  return loadInspect()(value, { depth, quoteStyle: "single", customInspect: false });
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : inspected(value, 4);
}

/** One `%x` of a format. */
function formatted(directive: string, value: unknown): string {
  switch (directive) {
    case "%s":
      return typeof value === "object" && value !== null ? inspected(value, 1) : String(value);
    case "%d":
      return typeof value === "object" ? "NaN" : String(Number(value));
    case "%i":
      return typeof value === "object" ? "NaN" : String(parseInt(String(value), 10));
    case "%f":
      return String(parseFloat(String(value)));
    case "%j":
      return JSON.stringify(value) ?? "undefined";
    case "%c":
      return "";
    default:
      return inspected(value, 4);
  }
}

/** The arguments of `console.log` as one text. */
function format(args: readonly unknown[]): string {
  let next = 0;
  let text = "";
  if (typeof args[0] === "string") {
    next = 1;
    text = args[0].replace(/%[sdifjoOc%]/g, (directive) => {
      if (directive === "%%") return args.length > 1 ? "%" : directive;
      return next < args.length ? formatted(directive, args[next++]) : directive;
    });
  }
  for (; next < args.length; next++) text += (next === 0 ? "" : " ") + shown(args[next]);
  return text;
}

const counts = new Map<string, number>();
const began = new Map<string, number>();

function elapsed(label: string, args: readonly unknown[]): string {
  const ms = sinceBootMs() - (began.get(label) ?? sinceBootMs());
  return `${label}: ${ms} ms` + (args.length === 0 ? "" : " " + format(args));
}

const methods = {
  log: (...args: unknown[]) => log("log", format(args)),
  info: (...args: unknown[]) => log("info", format(args)),
  warn: (...args: unknown[]) => log("warn", format(args)),
  error: (...args: unknown[]) => log("error", format(args)),
  debug: (...args: unknown[]) => log("debug", format(args)),
  dir: (value: unknown) => log("log", inspected(value, 4)),
  dirxml: (...args: unknown[]) => log("log", format(args)),
  table: (value: unknown) => log("log", inspected(value, 4)),
  trace: (...args: unknown[]) => {
    const stack = new Error(format(args)).stack ?? "";
    log("error", stack.replace(/^Error(: )?/, args.length === 0 ? "Trace" : "Trace: "));
  },
  assert: (condition?: unknown, ...args: unknown[]) => {
    if (!condition) log("error", "Assertion failed" + (args.length === 0 ? "" : ": " + format(args)));
  },
  count: (label = "default") => {
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    log("log", `${label}: ${count}`);
  },
  countReset: (label = "default") => void counts.delete(label),
  time: (label = "default") => void began.set(label, sinceBootMs()),
  timeLog: (label = "default", ...args: unknown[]) => log("log", elapsed(label, args)),
  timeEnd: (label = "default") => {
    log("log", elapsed(label, []));
    began.delete(label);
  },
  group: (...args: unknown[]) => {
    if (args.length > 0) log("log", format(args));
    indent += "  ";
  },
  groupCollapsed: (...args: unknown[]) => methods.group(...args),
  groupEnd: () => {
    indent = indent.slice(2);
  },
  clear: () => undefined,
};

export function installConsole(): void {
  defineProperty(globalThis, "console", { writable: true, enumerable: false, configurable: true, value: methods });
}
