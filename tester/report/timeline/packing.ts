/**
 * Makes a run small enough for a page. What servers save, send and remember is long and changes little from one event to
 * the next, so a long text is written as what differs from the one before of the same kind, and all of it is then
 * deflated.
 */
import type { TraceEvent } from "../../trace/event";
import type { Inspected } from "../../trace/inspected";
import type { TimelineData } from "./timeline-report";

/** Shorter texts are written whole. */
const WHOLE_MAX = 40;

/** A text by another one: so many characters of its beginning and of its end, and what lies between. */
type Difference = [head: number, tail: number, between: string];

/** A field's text, or its difference. */
type Packed = string | Difference;

/** Fields that may be long, by the kinds of events that have them. */
const LONG = ["args", "reply", "command", "state", "snapshot", "text", "value"] as const;

/** Remembers the last text of each kind. Both sides must ask in the same order. */
class Memory {
  private readonly last = new Map<string, string>();

  pack(slot: string, text: string): Packed {
    const before = this.last.get(slot) ?? "";
    this.last.set(slot, text);
    if (text.length <= WHOLE_MAX) return text;
    const most = Math.min(before.length, text.length);
    let head = 0;
    while (head < most && before[head] === text[head]) head++;
    let tail = 0;
    while (tail < most - head && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
    return [head, tail, text.slice(head, text.length - tail)];
  }

  unpack(slot: string, packed: Packed): string {
    const before = this.last.get(slot) ?? "";
    const text =
      typeof packed === "string"
        ? packed
        : before.slice(0, packed[0]) + packed[2] + before.slice(before.length - packed[1]);
    this.last.set(slot, text);
    return text;
  }
}

type Fields = { [name: string]: unknown };

function eventSlot(event: Fields, name: string): string {
  return `${String(event.kind)} ${name} ${String(event.server)}`;
}

/** The data as JSON without repetitions. */
export function packed({ servers, events, states, marks, omitted }: TimelineData): string {
  const memory = new Memory();
  const packEvent = (event: TraceEvent): Fields => {
    const { n: _, ...fields } = event as TraceEvent & Fields;
    for (const name of LONG) {
      const text = fields[name];
      if (typeof text === "string") fields[name] = memory.pack(eventSlot(fields, name), text);
    }
    return fields;
  };
  return JSON.stringify({
    servers,
    omitted,
    marks,
    events: events.map(packEvent),
    states: states.map(({ n, server, fields }) => [n, server, memory.pack(`fields ${server}`, fields)]),
  });
}

interface PackedData {
  servers: number;
  omitted: number;
  marks: TimelineData["marks"];
  events: Fields[];
  states: [n: number, server: number, fields: Packed][];
}

/** What {@link packed} wrote. */
export function unpacked(json: string): TimelineData {
  const { servers, omitted, marks, events, states } = JSON.parse(json) as PackedData;
  const memory = new Memory();
  events.forEach((event, i) => {
    for (const name of LONG) {
      if (event[name] !== undefined && (typeof event[name] === "string" || Array.isArray(event[name]))) {
        event[name] = memory.unpack(eventSlot(event, name), event[name] as Packed);
      }
    }
    event.n = omitted + i;
  });
  return {
    ...{ servers, omitted, marks },
    events: events as unknown as TraceEvent[],
    states: states.map(([n, server, fields]): Inspected => ({
      n,
      server,
      fields: memory.unpack(`fields ${server}`, fields),
    })),
  };
}
