import { nameOf, secondsOf, type TraceEvent } from "../trace/event";
import { Scribe, type Entry } from "./scribe";
import { TOPIC_NAMES, topicOf, type Topic } from "./topics";

/** Width of a server's column where no terminal says another; longer texts are wrapped. */
const COLUMN = 36;
/** No column is narrower, however narrow the terminal is. */
const COLUMN_MIN = 18;
/** Lines that one event may take. */
const LINES_MAX = 4;
/** Width of the column of instants. */
const INSTANT = 12;

/** How a log is laid out. */
export interface LogLayout {
  /** Width of the terminal, in characters, that all columns share. Without it each has its own width. */
  width?: number;
  /** What is shown; everything by default. */
  topics?: ReadonlySet<Topic>;
  /** Colours a text by what it is about; the text says the same without. */
  paint?: (topic: Topic, text: string) => string;
}

/** Lines of at most `width` characters; what is too long ends in an ellipsis. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of text.split("\n")) {
    for (let at = 0; at === 0 || at < part.length; at += width) lines.push(part.slice(at, at + width));
  }
  if (lines.length <= LINES_MAX) return lines;
  return [...lines.slice(0, LINES_MAX - 1), `${lines[LINES_MAX - 1].slice(0, width - 1)}…`];
}

function instant(us: number): string {
  return secondsOf(us)
    .padStart(INSTANT - 2)
    .padEnd(INSTANT);
}

function columnOf(nodes: number, width: number | undefined): number {
  if (width === undefined) return COLUMN;
  return Math.max(COLUMN_MIN, Math.floor((width - INSTANT) / nodes));
}

/** Finds out what an event is about: a reply is about what its call was. */
class Sorter {
  private readonly clerksCalls = new Set<number>();

  constructor(
    private readonly servers: number,
    private readonly scribe: Scribe,
  ) {}

  topic(event: TraceEvent): Topic | undefined {
    if (event.kind === "send" && event.server >= this.servers) this.clerksCalls.add(event.call);
    if (!("call" in event)) return topicOf(event, "", false);
    return topicOf(event, this.scribe.method(event.call), this.clerksCalls.has(event.call));
  }
}

/**
 * A whole run as text: an instant (virtual), a column a server, and then one a clerk. What concerns all stands between
 * dashes. Plain, and with columns of one width, unless `layout` says otherwise.
 *
 * `verdict` lines stand at the top.
 */
export function logText(events: readonly TraceEvent[], verdict: readonly string[], layout: LogLayout = {}): string {
  const servers = events[0]?.kind === "run" ? events[0].servers : 1;
  const { topics = new Set(TOPIC_NAMES), paint = (_, text) => text } = layout;
  const scribe = new Scribe(servers);
  const sorter = new Sorter(servers, scribe);
  const nodes = Math.max(servers - 1, ...events.flatMap((event) => (event.kind === "boot" ? [event.server] : []))) + 1;
  const column = columnOf(nodes, layout.width);
  const head = Array.from({ length: nodes }, (_, id) => nameOf(id, servers).padEnd(column)).join("");
  const lines = [...verdict, "", " ".repeat(INSTANT) + head.trimEnd()];
  for (const event of events) {
    const entry = scribe.entry(event);
    const topic = sorter.topic(event);
    if (entry === undefined || (topic !== undefined && !topics.has(topic))) continue;
    const painted = topic === undefined ? (text: string) => text : (text: string) => paint(topic, text);
    linesOf(entry, column).forEach(({ indent, text }, i) => {
      const when = i === 0 ? instant(event.atUs) : " ".repeat(INSTANT);
      lines.push(text === "" ? when : when + " ".repeat(indent) + painted(text));
    });
  }
  return lines.map((line) => line.trimEnd()).join("\n") + "\n";
}

/** The lines of one event, each with the blanks before it. */
function linesOf({ node, text }: Entry, column: number): { indent: number; text: string }[] {
  if (node < 0) return [{ indent: 0, text: `---- ${text} ----` }];
  return wrap(text, column - 2).map((line) => ({ indent: node * column, text: line.trimEnd() }));
}
