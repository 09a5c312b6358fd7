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

/** Each server's own events in their order, without instants and without the numbers that calls have in the whole run. */
function shapeOf(trace: Trace): string {
  const own = new Map<Node, string>();
  for (const event of trace.events) {
    if (!("server" in event) || event.kind === "log") continue;
    const told: { [field: string]: unknown } = {
      ...event,
      n: undefined,
      atUs: undefined,
      call: undefined,
      delayUs: undefined,
    };
    own.set(event.server, `${own.get(event.server) ?? ""}${JSON.stringify(told)}\n`);
  }
  const hash = createHash("sha256");
  for (const [server, events] of [...own].sort(([a], [b]) => a - b)) hash.update(`${server}\n${events}`);
  return hash.digest("base64");
}
