import type { Violation } from "../checks/violation";
import { brief } from "../trace/brief";
import { nameOf, type TraceEvent } from "../trace/event";
import type { StoryLine } from "./diagnosis";
import type { Finding } from "./finding";
import { replyOf, requestOf } from "./message";
import { isTurn, type Turn } from "./turn";
import type { World } from "./world";

/** Most lines of a story. */
const LINES_MAX = 12;
/** How far one walk goes back, in messages. */
const STEPS_MAX = 4;

/**
 * The few events that led to a violation, in order and in words: found by walking back from it, and from the rule broken
 * first, along the messages (an effect ← what its server was handling ← who sent it), with what made the leaders and the
 * entries that they speak of, and the injuries of those servers.
 */
export function storyOf(world: World, first: Finding | undefined, violation: Violation): StoryLine[] {
  const story = new Story(world);
  const end = Math.min(violation.n, world.events.length - 1);
  if (first !== undefined) story.mark(first.n, 0, first.what);
  story.mark(end, 1);
  if (first !== undefined) story.walk(first.n, 2);
  story.walk(end, 3);
  story.addLeaders(first?.term, first?.n ?? end);
  story.addEntry(first?.index, first?.n ?? end);
  story.addInjuries([...new Set([...(first?.servers ?? []), ...violation.servers])], end);
  return story.lines();
}

class Story {
  /** Event → how much it matters (0: most), and its own words where it has some. */
  private readonly marks = new Map<number, { weight: number; text?: string }>();
  private readonly turnOf = new Map<number, Turn>();

  constructor(private readonly world: World) {
    for (const item of world.items) if (isTurn(item)) for (const { n } of item.effects) this.turnOf.set(n, item);
  }

  mark(n: number, weight: number, text?: string): void {
    const known = this.marks.get(n);
    if (known === undefined || weight < known.weight) this.marks.set(n, { weight, text: text ?? known?.text });
  }

  /** Back along the messages, up to the first that nobody's message caused. */
  walk(from: number, weight: number): void {
    let n: number | undefined = from;
    for (let step = 0; n !== undefined && step < STEPS_MAX; step++) {
      n = this.causeOf(n);
      if (n !== undefined) this.mark(n, weight + step);
    }
  }

  private causeOf(n: number): number | undefined {
    const event = this.world.events[n];
    const trigger = event.kind === "deliver" || event.kind === "return" ? event : this.turnOf.get(n)?.trigger;
    if (trigger === undefined) return undefined;
    if (trigger.kind === "deliver") return this.world.calls.get(trigger.call)?.send.n;
    if (trigger.kind === "return") return this.world.calls.get(trigger.call)?.answer?.n;
    return trigger.kind === "boot" || trigger.kind === "start" ? trigger.n : undefined;
  }

  /** Who became leader in a term, and the votes for it. */
  addLeaders(term: number | undefined, until: number): void {
    for (const event of this.world.events.slice(0, until + 1)) {
      if (event.kind === "state" && event.isLeader && (term === undefined || event.term === term))
        this.mark(event.n, 5);
    }
  }

  /** Where an entry was taken, and who had applied it. */
  addEntry(index: number | undefined, until: number): void {
    if (index === undefined) return;
    for (const event of this.world.events.slice(0, until + 1)) {
      if (event.kind === "started" && event.isLeader && event.index === index) this.mark(event.n, 4);
      if (event.kind === "apply" && event.index === index) this.mark(event.n, 6);
    }
  }

  /** The last injuries: of these servers, and of the network. */
  addInjuries(servers: readonly number[], until: number): void {
    for (const event of this.world.events.slice(0, until + 1)) {
      const isNetwork = event.kind === "fault" && event.verb !== "network";
      const isInjury = ["crash", "pause", "resume", "kill"].includes(event.kind);
      const isRestart = event.kind === "boot" && event.incarnation > 1;
      const isTheirs = (isInjury || isRestart) && servers.includes((event as { server: number }).server);
      if (isTheirs) this.mark(event.n, 5);
      else if (isNetwork) this.mark(event.n, 7);
    }
  }

  /** The weightiest, of equals the latest, in order. */
  lines(): StoryLine[] {
    const told = [...this.marks].flatMap(([n, { weight, text }]) => {
      const line = text ?? this.tell(this.world.events[n]);
      return line === undefined ? [] : [{ n, weight, line }];
    });
    const kept = told.sort((a, b) => a.weight - b.weight || b.n - a.n).slice(0, LINES_MAX);
    return kept.sort((a, b) => a.n - b.n).map(({ n, line }) => ({ n, atUs: this.world.events[n].atUs, text: line }));
  }

  private name(id: number): string {
    return nameOf(id, this.world.servers);
  }

  private tell(event: TraceEvent): string | undefined {
    switch (event.kind) {
      case "fault":
        return `tester: ${event.text}`;
      case "crash":
        return `tester: crash ${this.name(event.server)}${inMidEvent(event.kept, event.cut)}`;
      case "boot":
        return event.incarnation === 1 ? undefined : `tester: restart ${this.name(event.server)}`;
      case "pause":
      case "resume":
      case "kill":
        return `tester: ${event.kind} ${this.name(event.server)}`;
      case "state":
        return `${this.name(event.server)} is ${event.isLeader ? "leader of" : "in"} term ${event.term}`;
      case "start":
        return `tester: start(${brief(event.command)}) on ${this.name(event.server)}`;
      case "started":
        return `${this.name(event.server)} takes a command at index ${event.index} in term ${event.term}`;
      case "apply":
        return `${this.name(event.server)} applies index ${event.index}: ${brief(event.command)}`;
      case "applySnapshot":
        return `${this.name(event.server)} applies a snapshot of everything up to index ${event.index}`;
      case "send":
        return this.tellSend(event.server, event.to, event.method, event.args);
      case "answer":
        return this.tellAnswer(event.server, event.to, event.call, event.reply);
      case "invoke": {
        const args = [event.key, ...(event.value === undefined ? [] : [event.value])].map((each) =>
          JSON.stringify(each),
        );
        return `${this.name(event.server)} asks for ${event.op}(${brief(args.join(", "))})`;
      }
      case "ok":
        return `${this.name(event.server)} is answered${event.value === undefined ? "" : `: ${brief(JSON.stringify(event.value))}`}`;
      default:
        return undefined;
    }
  }

  private tellSend(from: number, to: number, method: string, args: string): string {
    const request = requestOf(args);
    const [who, whom] = [this.name(from), this.name(to)];
    if (request?.kind === "vote") {
      const log = `index ${request.lastLogIndex} (term ${request.lastLogTerm})`;
      return `${who} asks ${whom} for its vote in term ${request.term}, its log ends at ${log}`;
    }
    if (request?.kind === "append") {
      const { prevLogIndex: prev, prevLogTerm, entries, term, leaderCommit } = request;
      const range = entries.length === 1 ? `entry ${prev + 1}` : `entries ${prev + 1} to ${prev + entries.length}`;
      const what = entries.length === 0 ? "an AppendEntries without entries" : range;
      return `${who}, in term ${term}, sends ${whom} ${what}, after index ${prev} (term ${prevLogTerm}), leaderCommit ${leaderCommit}`;
    }
    if (request?.kind === "install") {
      return `${who}, in term ${request.term}, sends ${whom} a snapshot up to index ${request.lastIncludedIndex}`;
    }
    return `${who} calls ${method} of ${whom}`;
  }

  private tellAnswer(from: number, to: number, call: number, reply: string): string {
    const request = this.world.calls.get(call)?.request;
    const { yes, term } = replyOf(reply);
    const [who, whom] = [this.name(from), this.name(to)];
    const inTerm = term === undefined ? "" : ` in term ${term}`;
    if (request?.kind === "vote" && yes !== undefined) {
      return yes ? `${who} votes for ${whom}${inTerm}` : `${who} refuses ${whom} its vote${inTerm}`;
    }
    if (request?.kind === "append" && yes !== undefined) {
      const end = request.prevLogIndex + request.entries.length;
      return yes
        ? `${who} answers ${whom} success up to index ${end}${inTerm}`
        : `${who} refuses what ${whom} sends after index ${request.prevLogIndex}${inTerm}`;
    }
    return `${who} answers ${whom}: ${brief(reply)}`;
  }
}

/** `, in the middle of an event: 2 of its 5 effects happen`; nothing for a crash between events. */
function inMidEvent(kept: number, cut: number): string {
  return cut === 0 ? "" : `, in the middle of an event: ${kept} of its ${kept + cut} effects happen`;
}
