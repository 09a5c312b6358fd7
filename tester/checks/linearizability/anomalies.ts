import type { KeyValueInput, KeyValueOutput } from "./key-value";
import type { Operation } from "./operation";

type Asked = Operation<KeyValueInput, KeyValueOutput>;

/** What is wrong with a key/value history, where it can be seen without trying orders. */
export interface Anomaly {
  kind:
    /** a write that had returned, and that no get shows */
    | "lost write"
    /** a get that doesn't show a write, though others do */
    | "stale read"
    /** a write that took effect twice */
    | "duplicated write"
    /** a get that shows what nobody wrote, or wrote only later */
    | "unwritten value";
  key: string;
  /** One sentence: who did what. */
  what: string;
  expected: string;
  got: string;
  /** The get that shows it, and the write that it is about, where there is one. */
  operations: Asked[];
}

/** Instants of a history's events as people read them: `0.804 s`, or `event 12`. */
export type InstantOf = (event: number) => string;

/** A get that returned, and the writes whose texts its answer is made of. */
interface Reading {
  get: Asked;
  /** In the answer's order. */
  shows: readonly Asked[];
  /** The put that the answer begins with: the last one before the get, in any order. */
  base: Asked | undefined;
}

/**
 * Looks at one key for what needs no search. Sound: what it finds is in no linearizable history that begins with an
 * empty store. Not complete, and blind (`undefined`) where what was written doesn't tell who wrote it: an empty text, two
 * equal ones, or one with which another begins.
 *
 * @param operations those on one key
 */
export function anomalyOf(operations: readonly Asked[], instantOf: InstantOf): Anomaly | undefined {
  const writes = operations.filter(({ input }) => input.op !== "get");
  if (!areTelling(writes.map(({ input }) => input.value))) return undefined;
  const tell = new Teller(instantOf);
  const gets = operations.filter(({ input, output }) => input.op === "get" && output !== undefined);
  const readings: Reading[] = [];
  for (const get of gets.sort((a, b) => a.returnedAt! - b.returnedAt!)) {
    const shows = writersOf(get.output!, writes);
    if (!Array.isArray(shows)) return tell.unwritten(get, shows.rest);
    const twice = shows.find((write, i) => shows.indexOf(write) < i);
    if (twice !== undefined) return tell.duplicated(get, twice);
    const early = shows.find(({ invokedAt }) => invokedAt > get.returnedAt!);
    if (early !== undefined) return tell.early(get, early);
    readings.push({ get, shows, base: shows[0]?.input.op === "put" ? shows[0] : undefined });
  }
  return missing(readings, writes, tell);
}

/** Whether every text made of these can be taken apart in one way only: none is empty, equal to or the beginning of another. */
function areTelling(texts: readonly string[]): boolean {
  const sorted = [...texts].sort();
  return sorted.every((text, i) => text !== "" && !sorted[i + 1]?.startsWith(text));
}

/** Whose texts an answer is made of, or the rest of it that is nobody's. */
function writersOf(answer: string, writes: readonly Asked[]): Asked[] | { rest: string } {
  const shows: Asked[] = [];
  for (let at = 0; at < answer.length;) {
    const write = writes.find(({ input }) => answer.startsWith(input.value, at));
    if (write === undefined) return { rest: answer.slice(at) };
    shows.push(write);
    at += write.input.value.length;
  }
  return shows;
}

/** The first get that misses a write which came before it in any order, with no put after that could have hidden it. */
function missing(readings: readonly Reading[], writes: readonly Asked[], tell: Teller): Anomaly | undefined {
  for (const reading of readings) {
    for (const write of writes) {
      if (reading.shows.includes(write) || canBeHidden(write, reading, readings)) continue;
      const { get } = reading;
      const seen = readings.filter(({ shows }) => shows.includes(write)).map((each) => each.get);
      const seenBefore = seen.find(({ returnedAt }) => returnedAt! < get.invokedAt);
      if (write.returnedAt !== undefined && write.returnedAt < get.invokedAt) {
        return seen.length === 0 ? tell.lost(get, write) : tell.stale(get, write, seenBefore ?? seen[0]);
      }
      if (seenBefore !== undefined) return tell.stale(get, write, seenBefore);
    }
  }
  return undefined;
}

/**
 * Whether the put with which the answer begins may have come after the write. Other puts can't hide it: they came
 * before that one, or after the get.
 */
function canBeHidden(write: Asked, { base }: Reading, readings: readonly Reading[]): boolean {
  if (base === undefined) return false;
  if (base.returnedAt !== undefined && base.returnedAt < write.invokedAt) return false;
  // Where an answer begins with that put and shows the write, the write came after it.
  return !readings.some((each) => each.base === base && each.shows.includes(write));
}

/** The sentences. */
class Teller {
  constructor(private readonly instantOf: InstantOf) {}

  lost(get: Asked, write: Asked): Anomaly {
    const what = `${this.wrote(write)}, and ${this.get(get)} didn't see it, nor did any other.`;
    return this.anomaly("lost write", get, [write, get], what, `an answer with ${quoted(write)}`);
  }

  stale(get: Asked, write: Asked, seenBy: Asked): Anomaly {
    const what = `${this.wrote(write)} and ${this.get(seenBy)} saw it, but ${this.get(get)} didn't.`;
    return this.anomaly("stale read", get, [write, seenBy, get], what, `an answer with ${quoted(write)}`);
  }

  duplicated(get: Asked, write: Asked): Anomaly {
    const what = `${this.wrote(write)} once, and ${this.get(get)} saw it twice.`;
    return this.anomaly("duplicated write", get, [write, get], what, `${quoted(write)} once`);
  }

  early(get: Asked, write: Asked): Anomaly {
    const what = `${this.get(get)} saw ${quoted(write)}, which ${write.client} wrote only from ${this.instantOf(write.invokedAt)} on.`;
    return this.anomaly("unwritten value", get, [get, write], what, `an answer without ${quoted(write)}`);
  }

  unwritten(get: Asked, rest: string): Anomaly {
    const what = `${this.get(get)} saw what nobody wrote to ${JSON.stringify(get.input.key)}: ${brief(rest)}.`;
    return this.anomaly("unwritten value", get, [get], what, "what was put and appended, and nothing else");
  }

  private anomaly(kind: Anomaly["kind"], get: Asked, operations: Asked[], what: string, expected: string): Anomaly {
    return { kind, key: get.input.key, what, expected, got: brief(get.output!), operations };
  }

  /** `C2 appended "x 2 7 y" to "k" (0.804 s to 0.911 s)` */
  private wrote(write: Asked): string {
    const { op, key } = write.input;
    const did = op === "put" ? "put" : "appended";
    const end = write.returnedAt === undefined ? "with no answer" : `to ${this.instantOf(write.returnedAt)}`;
    const when = `${this.instantOf(write.invokedAt)} ${end}`;
    return `${write.client} ${did} ${quoted(write)} to ${JSON.stringify(key)} (${when})`;
  }

  private get({ client, invokedAt }: Asked): string {
    return `${client}'s get from ${this.instantOf(invokedAt)} on`;
  }
}

function quoted({ input }: Asked): string {
  return brief(input.value);
}

/** A text cut in its middle where it is long: what it begins with and what it ends in tell most. */
function brief(text: string): string {
  const whole = JSON.stringify(text);
  return whole.length <= 100 ? whole : `${whole.slice(0, 40)} … ${whole.slice(-40)}`;
}
