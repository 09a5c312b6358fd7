import { nameOf, secondsOf, type Thrown, type TraceEvent } from "../trace/event";

/** Width of a server's column; longer texts are wrapped. */
const COLUMN = 36;
/** Lines that one event may take. */
const LINES_MAX = 4;
/** Width of the column of instants. */
const INSTANT = 12;

/** The text of one event, and whose column it goes to: all columns for −1. */
interface Entry {
  node: number;
  text: string;
}

/** `Raft.requestVote` as `requestVote`. */
function shortMethod(method: string): string {
  return method.replace(/^(Raft|KVServer)\./, "");
}

function thrownText({ text, frames }: Thrown): string {
  return [text, ...frames].join(" ");
}

/** Writes what a trace holds, in words. */
export class Scribe {
  /** Method of each call, by its number. */
  private readonly methods = new Map<number, string>();

  constructor(private readonly servers: number) {}

  private name(node: number): string {
    return nameOf(node, this.servers);
  }

  private method(call: number): string {
    return this.methods.get(call) ?? "call";
  }

  /** A request or a reply on its way. */
  private message(event: { call: number; part: "request" | "reply"; to: number }): string {
    const what = event.part === "request" ? this.method(event.call) : `reply to ${this.method(event.call)}`;
    return `${what} #${event.call} to ${this.name(event.to)}`;
  }

  /** `undefined` for what isn't worth a line. */
  entry(event: TraceEvent): Entry | undefined {
    const text = this.text(event);
    if (text === undefined) return undefined;
    const node = "server" in event ? event.server : "from" in event ? event.from : -1;
    return { node, text };
  }

  private text(event: TraceEvent): string | undefined {
    switch (event.kind) {
      case "run":
        return `lab ${event.lab}, ${event.scenario}, seed ${event.seed}, ${event.servers} servers`;
      case "step":
        return event.text;
      case "fault":
        return event.text;
      case "unmet":
        return `not met: ${event.demand}; expected ${event.expected}; got ${event.got}`;
      case "end":
        return "the end";
      default:
        return this.nodeText(event);
    }
  }

  private nodeText(event: TraceEvent): string | undefined {
    switch (event.kind) {
      case "boot":
        return event.incarnation === 1 ? "boots" : `boots again (incarnation ${event.incarnation})`;
      case "crash":
        return event.cut === 0 ? "CRASHES" : `CRASHES after ${event.kept} of ${event.kept + event.cut} effects`;
      case "pause":
        return "is paused";
      case "resume":
        return "is resumed";
      case "kill":
        return "kill()";
      case "state":
        return `term ${event.term}, ${event.isLeader ? "LEADER" : "not leader"}`;
      case "start":
        return `start(${event.command})`;
      case "started":
        return event.isLeader ? `= index ${event.index}, term ${event.term}` : "= not leader";
      case "apply":
        return `applies ${event.index}: ${event.command}`;
      case "applySnapshot":
        return `applies snapshot to ${event.index}, term ${event.term}`;
      case "snapshot":
        return `snapshot(${event.index})`;
      case "invoke":
        return `${event.op}(${[event.key, event.value].flatMap((text) => (text === undefined ? [] : [JSON.stringify(text)])).join(", ")}) ?`;
      case "ok":
        return event.value === undefined ? "= ok" : `= ${JSON.stringify(event.value)}`;
      case "save": {
        const snapshot = event.snapshotBytes === undefined ? "" : ` and a snapshot of ${event.snapshotBytes}`;
        return `saves ${event.sizeBytes} bytes${snapshot}`;
      }
      case "log":
        return `| ${event.text}`;
      case "throw":
        return `THROWS ${thrownText(event.error)}`;
      case "overrun":
        return `OVERRUN ${event.budget}: more than ${event.limit} ${event.unit}`;
      case "fire":
        return `timer ${event.timer} fires`;
      case "arm":
        return `timer ${event.timer} in ${(event.delayUs / 1_000).toFixed(1)} ms`;
      case "disarm":
        return `timer ${event.timer} off`;
      default:
        return this.messageText(event);
    }
  }

  private messageText(event: TraceEvent): string | undefined {
    switch (event.kind) {
      case "send":
        this.methods.set(event.call, shortMethod(event.method));
        return `-> ${this.name(event.to)} ${shortMethod(event.method)} #${event.call} ${event.args}`;
      case "deliver":
        return `<- ${this.name(event.from)} ${this.method(event.call)} #${event.call}${event.copy === 0 ? "" : " (a copy)"}`;
      case "answer":
        return `-> ${this.name(event.to)} reply #${event.call} ${event.reply}`;
      case "return":
        return `<- ${this.name(event.from)} reply #${event.call}`;
      case "noreply":
        return `no reply from ${this.name(event.to)} to ${this.method(event.call)} #${event.call}`;
      case "lose":
        return `x ${this.message(event)}: ${event.why}`;
      case "held":
        return `held: ${this.message(event)}`;
      default:
        return undefined;
    }
  }
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

function columnLines({ node, text }: Entry): string[] {
  return wrap(text, COLUMN - 2).map((line) => " ".repeat(node * COLUMN) + line);
}

/**
 * A whole run as plain text: an instant (virtual), a column a server, and then one a clerk. What concerns all stands between dashes.
 *
 * `verdict` lines stand at the top.
 */
export function logText(events: readonly TraceEvent[], verdict: readonly string[]): string {
  const servers = events[0]?.kind === "run" ? events[0].servers : 1;
  const scribe = new Scribe(servers);
  const nodes = Math.max(servers - 1, ...events.flatMap((event) => (event.kind === "boot" ? [event.server] : []))) + 1;
  const head = Array.from({ length: nodes }, (_, id) => nameOf(id, servers).padEnd(COLUMN)).join("");
  const lines = [...verdict, "", " ".repeat(INSTANT) + head.trimEnd()];
  for (const event of events) {
    const entry = scribe.entry(event);
    if (entry === undefined) continue;
    const texts = entry.node < 0 ? [`---- ${entry.text} ----`] : columnLines(entry);
    texts.forEach((text, i) => lines.push(`${i === 0 ? instant(event.atUs) : " ".repeat(INSTANT)}${text}`));
  }
  return lines.map((line) => line.trimEnd()).join("\n") + "\n";
}
