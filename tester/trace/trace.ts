import { createHash } from "node:crypto";
import { decode, encode } from "./codec";
import type { Happening, TraceEvent } from "./event";

/** Appends what happens now to the trace of the run under way. */
export type Record = (happening: Happening) => void;

/** Characters. V8 puts a text of many pieces together quickly while it fits the processor's cache, and slowly beyond. */
const HASHED_AT_ONCE = 16_384;

/** The record of one run: all that verdicts, messages, timelines and statistics are computed from. */
export class Trace {
  readonly events: TraceEvent[] = [];

  /** Appends what happened, under the next number. */
  record(atUs: number, happening: Happening): TraceEvent {
    const event = { n: this.events.length, atUs, ...happening } as TraceEvent;
    this.events.push(event);
    return event;
  }

  /** The whole trace, an event a line, each with its new line. */
  jsonl(): string {
    let text = "";
    for (const event of this.events) text += encode(event) + "\n";
    return text;
  }

  /** SHA-256 of {@link jsonl}, hex: two runs were the same exactly when these are. */
  hash(): string {
    const hash = createHash("sha256");
    let chunk = "";
    for (const event of this.events) {
      chunk += encode(event) + "\n";
      if (chunk.length < HASHED_AT_ONCE) continue;
      hash.update(chunk);
      chunk = "";
    }
    return hash.update(chunk).digest("hex");
  }

  /**
   * Reads what {@link jsonl} wrote.
   * @throws Error that names the line which isn't an event
   */
  static parse(jsonl: string): Trace {
    const trace = new Trace();
    for (const [i, line] of jsonl.split("\n").entries()) {
      if (line === "") continue;
      const event = tryDecode(line);
      if (event?.n !== trace.events.length)
        throw new Error(`line ${i + 1} is not event ${trace.events.length} of a trace`);
      trace.events.push(event);
    }
    return trace;
  }
}

function tryDecode(line: string): TraceEvent | undefined {
  try {
    return decode(line);
  } catch {
    return undefined;
  }
}

/** The first event in which two traces differ, as their lines (`undefined` where one has ended), or `undefined`. */
export function firstDifference(
  a: Trace,
  b: Trace,
): { n: number; a: string | undefined; b: string | undefined } | undefined {
  const length = Math.max(a.events.length, b.events.length);
  for (let n = 0; n < length; n++) {
    const lineA = a.events[n] && encode(a.events[n]);
    const lineB = b.events[n] && encode(b.events[n]);
    if (lineA !== lineB) return { n, a: lineA, b: lineB };
  }
  return undefined;
}
