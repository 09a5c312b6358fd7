import type { Mailbox } from "../realm/mailbox";
import type { Node, TraceEvent } from "../trace/event";
import type { Trace } from "../trace/trace";
import type { Around } from "./run";

/** One event of one node's: its code is handed a text, runs, and what it does is recorded. */
export interface Turn {
  /** From 1, in the run. */
  number: number;
  node: Node;
  atUs: number;
  /** The trace's event that tells of what was handed in, as far as one does. */
  cause: number | undefined;
  /** The trace's events from this number on, up to the next turn's, tell of what it did. */
  from: number;
}

/** The mailbox's word for what is handed in, by the kind of the trace's event that tells of it. */
const WORDS: Readonly<Partial<Record<TraceEvent["kind"], string>>> = {
  ...{ boot: "boot", deliver: "request", return: "reply", noreply: "noreply", fire: "fire" },
  ...{ start: "start", snapshot: "snapshot", invoke: "operation", kill: "kill" },
};

/** What a trace tells of, and nobody has been handed yet. A paused node gets its messages later. */
interface Waiting {
  n: number;
  node: Node;
  word: string;
}

/** Watches a realm's mailbox. */
class Watched implements Mailbox {
  private node: Node | undefined;

  constructor(
    private readonly realm: Mailbox,
    private readonly trace: Trace,
    private readonly before: (node: Node, event: string, trace: Trace) => void,
    private readonly after: () => void,
  ) {}

  deliver(event: string): void {
    this.node ??= bootedLast(this.trace);
    this.before(this.node, event, this.trace);
    this.realm.deliver(event);
  }

  collect(): string {
    this.after();
    return this.realm.collect();
  }
}

/** A realm's first event is its boot, which has just been recorded. */
function bootedLast({ events }: Trace): Node {
  const last = events.at(-1);
  if (last?.kind !== "boot") throw new Error("a realm's first event isn't its boot");
  return last.server;
}

/** All turns of a run, noted as they come. */
export class Turns {
  readonly all: Turn[] = [];
  private readonly waiting: Waiting[] = [];
  /** Events of the trace looked at so far. */
  private seen = 0;

  readonly around: Around = (realm, trace) =>
    new Watched(
      realm,
      trace,
      (node, event) => this.note(node, event, trace),
      () => undefined,
    );

  private note(node: Node, text: string, { events }: Trace): void {
    for (; this.seen < events.length; this.seen++) this.look(events[this.seen]);
    const [atUs, word] = text.split("\t", 2);
    const found = this.waiting.findIndex((each) => each.node === node && each.word === word);
    const cause = found < 0 ? undefined : this.waiting.splice(found, 1)[0].n;
    this.all.push({ number: this.all.length + 1, node, atUs: Number(atUs), cause, from: events.length });
  }

  private look(event: TraceEvent): void {
    const word = WORDS[event.kind];
    if (word !== undefined && "server" in event) this.waiting.push({ n: event.n, node: event.server, word });
    if (event.kind !== "crash") return;
    const others = this.waiting.filter(({ node }) => node !== event.server);
    this.waiting.splice(0, Infinity, ...others);
  }
}

/**
 * The turn in which the trace's event `n` came to be. For what no node did, the next turn; for a demand that wasn't met,
 * and at the end, the last one before.
 */
export function turnOf(n: number, events: readonly TraceEvent[], turns: readonly Turn[]): Turn {
  const event = events[n];
  const before = turns.filter(({ from }) => from <= n).at(-1);
  const own = turns.find(({ cause }) => cause === n) ?? (isDoneIn(event, before) ? before : undefined);
  const next = event.kind === "unmet" ? before : turns.find(({ from }) => from > n);
  return own ?? next ?? turns.at(-1)!;
}

function isDoneIn(event: TraceEvent, turn: Turn | undefined): boolean {
  return WORDS[event.kind] === undefined && "server" in event && event.server === turn?.node;
}

/** What is told when a turn begins and ends. */
export interface Stopping {
  arm(): void;
  disarm(): void;
}

/** Arms `stop` for the turn of that number. */
export function stopIn(number: number, stop: Stopping): Around {
  let begun = 0;
  return (realm, trace) =>
    new Watched(
      realm,
      trace,
      () => {
        if (++begun === number) stop.arm();
      },
      () => {
        if (begun === number) stop.disarm();
      },
    );
}
