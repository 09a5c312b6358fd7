import type { Violation } from "../run/result";
import { nameOf, type JsonText, type Node, type TraceEvent } from "../trace/event";
import { Scribe, shortMethod } from "./scribe";

/**
 * One record of the Trace Event Format, which Perfetto (ui.perfetto.dev) and chrome://tracing open. Instants and
 * durations are integer microseconds, here of virtual time. perfetto-rules.ts holds a file to the format.
 */
export interface TraceRecord {
  name: string;
  /** Phase: M metadata, X slice, i instant, C counter, b and e ends of an async slice, s and f ends of a flow. */
  ph: "M" | "X" | "i" | "C" | "b" | "e" | "s" | "f";
  pid: number;
  tid: number;
  ts?: number;
  dur?: number;
  cat?: string;
  id?: number;
  /** Of an instant: how far its line reaches (global, process, thread). */
  s?: "g" | "p" | "t";
  /** Of a flow's end: it binds to the slice around it. */
  bp?: "e";
  args?: Record<string, unknown>;
}

/** A whole file. */
export interface PerfettoFile {
  displayTimeUnit: "ms";
  otherData: Record<string, string | number>;
  traceEvents: TraceRecord[];
}

/** An event takes no virtual time: so wide is it drawn, µs, unless the node's next one comes sooner. */
const SLICE_US = 100;

/** The tester's process; a node's is its number more than {@link FIRST_NODE}. No process may be 0. */
const TESTER = 1;
const FIRST_NODE = 2;

/** Threads of a process. Numbers of threads are unique in the whole file, as Perfetto wants them. */
const THREADS = { events: "events", role: "term and role", up: "down or paused" } as const;
type Thread = keyof typeof THREADS;
const THREAD_NAMES = Object.keys(THREADS) as Thread[];

function pidOf(node: Node): number {
  return FIRST_NODE + node;
}

function tidOf(pid: number, thread: Thread): number {
  return pid * 10 + THREAD_NAMES.indexOf(thread);
}

/** The kinds of event with which a node's code begins to run. */
const CAUSES = new Set(["boot", "kill", "deliver", "return", "noreply", "fire", "start", "snapshot", "invoke"]);
/** And what it does then. */
const EFFECTS = new Set([
  ...["send", "answer", "arm", "disarm", "save", "apply", "applySnapshot", "started", "state", "log", "throw"],
  ...["overrun", "ok"],
]);

/** An interval under way. */
interface Open {
  name: string;
  fromUs: number;
}

/** Where a message left: the sender, when, and what it is called. */
interface Departure {
  node: Node;
  atUs: number;
  method: string;
}

function parsed(json: JsonText): unknown {
  return JSON.parse(json) as unknown;
}

/** Draws one trace. */
class Draughtsman {
  readonly records: TraceRecord[] = [];
  private readonly scribe: Scribe;
  /** By node: the slice of the event under way. */
  private readonly slices = new Map<Node, TraceRecord>();
  private readonly roles = new Map<Node, Open>();
  private readonly outages = new Map<Node, Open>();
  private readonly requests = new Map<number, Departure>();
  private readonly replies = new Map<number, Departure>();
  /** Deliveries that have not been answered yet, by call. */
  private readonly handlers = new Map<number, { node: Node; method: string; atUs: number }[]>();
  private readonly operations = new Map<number, Open & { node: Node }>();
  private lastId = 0;

  constructor(servers: number) {
    this.scribe = new Scribe(servers);
  }

  draw(events: readonly TraceEvent[], violation: Violation | undefined): TraceRecord[] {
    for (const event of events) {
      const text = this.scribe.entry(event)?.text ?? event.kind;
      if ("server" in event) this.ofNode(event, event.server, text);
      else this.ofAll(event, text);
      if (event.n === violation?.n) this.instant(TESTER, "violation", violation.law, event.atUs, "g", violation.what);
    }
    this.close(events.at(-1)?.atUs ?? 0);
    return this.ordered();
  }

  private push(record: TraceRecord): TraceRecord {
    this.records.push(record);
    return record;
  }

  private instant(pid: number, cat: string, name: string, ts: number, s: "g" | "p" | "t", what?: string): void {
    const args = what === undefined ? {} : { what };
    this.push({ name, ph: "i", cat, pid, tid: tidOf(pid, "events"), ts, s, args });
  }

  private counter(node: Node, name: string, ts: number, value: number): void {
    const pid = pidOf(node);
    this.push({ name, ph: "C", pid, tid: tidOf(pid, "events"), ts, args: { [name]: value } });
  }

  private interval(node: Node, thread: Thread, cat: string, { name, fromUs }: Open, toUs: number): void {
    const pid = pidOf(node);
    this.push({ name, ph: "X", cat, pid, tid: tidOf(pid, thread), ts: fromUs, dur: toUs - fromUs });
  }

  /** An async slice: what waits while its node does other things. */
  private async(node: Node, cat: string, name: string, fromUs: number, toUs: number, args: object): void {
    const pid = pidOf(node);
    const common = { cat, name, pid, tid: tidOf(pid, "events"), id: ++this.lastId };
    this.push({ ...common, ph: "b", ts: fromUs, args: { ...args } });
    this.push({ ...common, ph: "e", ts: toUs });
  }

  private ofAll(event: TraceEvent, text: string): void {
    if (event.kind === "lose" || event.kind === "held") {
      this.instant(pidOf(event.from), "message", text, event.atUs, "t");
    } else if (event.kind === "fault" || event.kind === "step") {
      this.instant(TESTER, event.kind, text, event.atUs, event.kind === "fault" ? "g" : "p");
    } else if (event.kind === "unmet") this.instant(TESTER, "demand", text, event.atUs, "g");
  }

  private ofNode(event: TraceEvent, node: Node, text: string): void {
    this.outage(event, node);
    if (CAUSES.has(event.kind)) this.slice(event, node, text);
    else if (EFFECTS.has(event.kind)) this.effect(event, node, text);
    this.role(event, node);
    this.message(event, node);
    this.operation(event, node, text);
    if (event.kind === "apply" || event.kind === "applySnapshot") {
      this.counter(node, "applied", event.atUs, event.index);
    }
  }

  private slice({ atUs, n, kind }: TraceEvent, node: Node, name: string): TraceRecord {
    const pid = pidOf(node);
    const args = { n, effects: [] };
    const slice: TraceRecord = {
      name,
      ph: "X",
      cat: kind,
      pid,
      tid: tidOf(pid, "events"),
      ts: atUs,
      dur: SLICE_US,
      args,
    };
    this.slices.set(node, slice);
    return this.push(slice);
  }

  /** What comes later than the last event's begin was held up by a pause: it gets a slice of its own. */
  private effect(event: TraceEvent, node: Node, text: string): void {
    const before = this.slices.get(node);
    const slice = before?.ts === event.atUs ? before : this.slice(event, node, "after the pause");
    (slice.args!.effects as string[]).push(text);
    if (event.kind === "throw" || event.kind === "overrun") this.instant(pidOf(node), "error", text, event.atUs, "p");
  }

  private role(event: TraceEvent, node: Node): void {
    const isOver = event.kind === "crash" || event.kind === "state";
    const before = this.roles.get(node);
    if (isOver && before !== undefined) {
      const isSeen = event.atUs > before.fromUs || before.name.startsWith("leader");
      if (isSeen) this.interval(node, "role", "role", before, event.atUs);
      this.roles.delete(node);
    }
    if (event.kind !== "state") return;
    const { term, isLeader, atUs } = event;
    this.roles.set(node, { name: isLeader ? `leader of term ${term}` : `term ${term}`, fromUs: atUs });
    this.counter(node, "term", atUs, term);
  }

  private outage(event: TraceEvent, node: Node): void {
    const { kind, atUs } = event;
    const before = this.outages.get(node);
    if (before !== undefined && ["boot", "resume", "crash"].includes(kind)) {
      this.interval(node, "up", "fault", before, atUs);
      this.outages.delete(node);
    }
    if (kind === "crash") this.outages.set(node, { name: "down", fromUs: atUs });
    if (kind === "pause") this.outages.set(node, { name: "paused", fromUs: atUs });
    if (kind === "crash" || kind === "pause") this.instant(pidOf(node), "fault", kind, atUs, "g");
    if (kind === "resume" || (kind === "boot" && event.incarnation > 1)) {
      this.instant(pidOf(node), "fault", kind === "boot" ? "restart" : kind, atUs, "p");
    }
    if (kind === "crash") this.endHandlersOf(node, atUs);
  }

  private message(event: TraceEvent, node: Node): void {
    const { atUs } = event;
    if (event.kind === "send") {
      const method = shortMethod(event.method);
      this.requests.set(event.call, { node, atUs, method });
      this.slices.get(node)!.args![`#${event.call}`] = parsed(event.args);
    } else if (event.kind === "deliver") {
      const request = this.requests.get(event.call);
      this.flow(request, node, atUs);
      const handler = { node, method: request?.method ?? "call", atUs };
      this.handlers.set(event.call, [...(this.handlers.get(event.call) ?? []), handler]);
    } else if (event.kind === "answer") {
      const handler = this.handlers.get(event.call)?.shift();
      const method = `reply to ${this.scribe.method(event.call)}`;
      this.replies.set(event.call, { node, atUs, method });
      this.slices.get(node)!.args![`reply #${event.call}`] = parsed(event.reply);
      if (handler !== undefined && atUs > handler.atUs)
        this.async(node, "handler", handler.method, handler.atUs, atUs, {});
    } else if (event.kind === "return") this.flow(this.replies.get(event.call), node, atUs);
  }

  /** An arrow. A message that never arrives has none. */
  private flow(from: Departure | undefined, node: Node, atUs: number): void {
    if (from === undefined) return;
    const common = { cat: "message", name: from.method, id: ++this.lastId };
    const [sender, receiver] = [pidOf(from.node), pidOf(node)];
    this.push({ ...common, ph: "s", pid: sender, tid: tidOf(sender, "events"), ts: from.atUs });
    this.push({ ...common, ph: "f", bp: "e", pid: receiver, tid: tidOf(receiver, "events"), ts: atUs });
  }

  private operation(event: TraceEvent, node: Node, text: string): void {
    if (event.kind === "invoke") {
      this.operations.set(event.operation, { node, name: text.replace(/ \?$/, ""), fromUs: event.atUs });
    } else if (event.kind === "ok") this.endOperation(event.operation, event.atUs, { answer: event.value ?? "ok" });
  }

  private endOperation(operation: number, atUs: number, args: object): void {
    const { node, name, fromUs } = this.operations.get(operation)!;
    this.async(node, "operation", name, fromUs, atUs, args);
    this.operations.delete(operation);
  }

  private endHandlersOf(node: Node, atUs: number): void {
    for (const [call, waiting] of this.handlers) {
      for (const each of waiting) {
        if (each.node !== node) continue;
        if (atUs > each.atUs) this.async(node, "handler", each.method, each.atUs, atUs, { answer: "none" });
      }
      this.handlers.set(
        call,
        waiting.filter((each) => each.node !== node),
      );
    }
  }

  /** What goes on when the run ends. */
  private close(atUs: number): void {
    for (const [node, role] of this.roles) this.interval(node, "role", "role", role, atUs);
    for (const [node, outage] of this.outages) this.interval(node, "up", "fault", outage, atUs);
    for (const operation of [...this.operations.keys()]) this.endOperation(operation, atUs, { answer: "none" });
    for (const node of new Set([...this.handlers.values()].flat().map((each) => each.node))) {
      this.endHandlersOf(node, atUs);
    }
  }

  /** By instant; at the same one slices come first, so that arrows find what they bind to. */
  private ordered(): TraceRecord[] {
    const rank = ({ ph }: TraceRecord): number => (ph === "X" ? 0 : ph === "e" ? 2 : 1);
    const sorted = this.records
      .map((record, i) => ({ record, i }))
      .sort((a, b) => a.record.ts! - b.record.ts! || rank(a.record) - rank(b.record) || a.i - b.i)
      .map(({ record }) => record);
    fitSlices(sorted);
    return sorted;
  }
}

/** Events of one node don't overlap: each is drawn up to its next one at the widest. */
function fitSlices(sorted: readonly TraceRecord[]): void {
  const next = new Map<number, { ts: number; after: number }>();
  for (const record of [...sorted].reverse()) {
    if (record.ph !== "X" || record.dur !== SLICE_US || record.args?.effects === undefined) continue;
    const seen = next.get(record.tid);
    const after = seen === undefined ? Infinity : seen.ts === record.ts ? seen.after : seen.ts;
    next.set(record.tid, { ts: record.ts!, after });
    record.dur = Math.min(SLICE_US, after - record.ts!);
  }
}

function metadata(nodes: number, servers: number): TraceRecord[] {
  const processes = [
    { pid: TESTER, name: "tester" },
    ...Array.from({ length: nodes }, (_, node) => ({ pid: pidOf(node), name: nameOf(node, servers) })),
  ];
  return processes.flatMap(({ pid, name }): TraceRecord[] => {
    const tid = tidOf(pid, "events");
    return [
      { name: "process_name", ph: "M", pid, tid, args: { name } },
      { name: "process_sort_index", ph: "M", pid, tid, args: { sort_index: pid } },
      ...THREAD_NAMES.map((thread) => {
        return { name: "thread_name", ph: "M" as const, pid, tid: tidOf(pid, thread), args: { name: THREADS[thread] } };
      }),
    ];
  });
}

/** A run as a file for Perfetto: a process a server and a clerk, and one for the tester. */
export function perfettoOf(events: readonly TraceEvent[], token: string, violation?: Violation): PerfettoFile {
  const servers = events[0]?.kind === "run" ? events[0].servers : 1;
  const nodes = Math.max(servers - 1, ...events.flatMap((event) => (event.kind === "boot" ? [event.server] : []))) + 1;
  const records = new Draughtsman(servers).draw(events, violation);
  return {
    displayTimeUnit: "ms",
    otherData: {
      token,
      time: "virtual, in microseconds",
      slices: `an event takes no time; it is drawn up to ${SLICE_US} µs wide`,
    },
    traceEvents: [...metadata(nodes, servers), ...records],
  };
}
