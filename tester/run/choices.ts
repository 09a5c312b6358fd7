import { createHash } from "node:crypto";
import type { Node, TraceEvent } from "../trace/event";
import type { Trace } from "../trace/trace";

/** A place at which a run could have gone otherwise: an edit, and the event at which it takes hold. */
export interface Choice {
  n: number;
  edit: string;
}

/** What a search needs to know of a run. */
export interface Choices {
  choices: Choice[];
  /** Two runs of one shape differ at most in the order of events that don't depend on each other. */
  shape: string;
}

/** A timer shorter than this expires soon enough, µs. */
const LONG_TIMER_US = 20_000;

/** Where else the run could have gone, among its first `within` events; crashes only where servers may crash. */
export function choicesIn(trace: Trace, within: number, mayCrash: boolean): Choices {
  const counts = new Map<string, number>();
  const next = (what: string, first: number): number => {
    const number = counts.get(what) ?? first;
    counts.set(what, number + 1);
    return number;
  };
  const choices: Choice[] = [];
  const offer = (n: number, ...edits: string[]): void => {
    if (n < within) choices.push(...edits.map((edit) => ({ n, edit })));
  };
  for (const event of trace.events) {
    if (mayCrash && isDeed(event)) offer(event.n, `x${event.server}.${next(`deeds ${event.server}`, 1)}`);
    if (event.kind === "send" || event.kind === "answer") {
      const link = `${event.server}-${event.to}`;
      const message = `${link}.${next(link, 0)}`;
      if (event.server === event.to) continue;
      offer(event.n, `l${message}`, `h${message}`, ...(event.kind === "send" ? [`d${message}`] : []));
    }
    if (event.kind === "arm") {
      const timer = `e${event.server}.${next(`timers ${event.server}`, 1)}`;
      if (event.delayUs >= LONG_TIMER_US) offer(event.n, timer);
    }
  }
  return { choices, shape: shapeOf(trace) };
}

function isDeed(event: TraceEvent): event is TraceEvent & { server: Node } {
  return ["send", "save", "answer", "apply", "applySnapshot"].includes(event.kind);
}

/**
 * What each server was told, in its order, without instants and without the numbers that calls have in the whole run.
 * What it did follows from that.
 */
function shapeOf(trace: Trace): string {
  const told = new Map<Node, string[]>();
  const asked = new Map<number, string>();
  const answered = new Map<number, string>();
  for (const event of trace.events) {
    if (event.kind === "send") asked.set(event.call, `${event.method} ${event.args}`);
    else if (event.kind === "answer") answered.set(event.call, event.reply);
    const words = wordsOf(event, asked, answered);
    if (words === undefined || !("server" in event)) continue;
    const own = told.get(event.server);
    if (own === undefined) told.set(event.server, [words]);
    else own.push(words);
  }
  const servers = [...told].sort(([a], [b]) => a - b).map(([server, words]) => `${server}\n${words.join("\n")}`);
  return createHash("sha256").update(servers.join("\n")).digest("base64");
}

/** One event as its server hears it; `undefined` for what isn't told to a server. */
function wordsOf(
  event: TraceEvent,
  asked: ReadonlyMap<number, string>,
  answered: ReadonlyMap<number, string>,
): string | undefined {
  switch (event.kind) {
    case "boot":
    case "kill":
    case "pause":
    case "resume":
      return event.kind;
    case "crash":
      return `crash ${event.kept}`;
    case "deliver":
      return `deliver ${event.from} ${asked.get(event.call)}`;
    case "return":
      return `return ${event.from} ${asked.get(event.call)} ${answered.get(event.call)}`;
    case "noreply":
      return `noreply ${event.to} ${asked.get(event.call)}`;
    case "fire":
      return `fire ${event.timer}`;
    case "start":
      return `start ${event.command}`;
    case "snapshot":
      return `snapshot ${event.index}`;
    default:
      return undefined;
  }
}
