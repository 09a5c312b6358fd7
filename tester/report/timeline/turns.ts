import type { Node, TraceEvent } from "../../trace/event";

/** Whose a turn is that concerns the whole cluster. */
export const ALL: Node = -1;

/** What one node did at one instant: the event that it was given, and what it did then. A row of the picture. */
export interface Turn {
  /** {@link ALL} for the tester's own words and faults. */
  node: Node;
  atUs: number;
  /** Its events, by their places in the list. */
  first: number;
  last: number;
}

/** What a node is given. All else is what it does then. */
const BEGINNINGS: ReadonlySet<TraceEvent["kind"]> = new Set([
  ...(["boot", "deliver", "return", "noreply", "fire", "start", "snapshot", "invoke", "kill"] as const),
  ...(["pause", "resume"] as const),
]);
/** What befalls a message on its way. */
const ON_THE_WAY: ReadonlySet<TraceEvent["kind"]> = new Set(["lose", "held"] as const);

/** The node in whose lane an event stands. */
export function nodeOf(event: TraceEvent): Node {
  if ("server" in event) return event.server;
  return event.kind === "lose" || event.kind === "held" ? event.to : ALL;
}

/** The events of a run, turn by turn. */
export function turnsOf(events: readonly TraceEvent[]): Turn[] {
  const turns: Turn[] = [];
  let now: Turn | undefined;
  events.forEach((event, i) => {
    const node = nodeOf(event);
    const begins = node === ALL || BEGINNINGS.has(event.kind) || ON_THE_WAY.has(event.kind);
    if (!begins && now !== undefined && now.node === node && now.atUs === event.atUs && isOwn(events[now.first])) {
      now.last = i;
      return;
    }
    now = { node, atUs: event.atUs, first: i, last: i };
    turns.push(now);
  });
  return turns;
}

/** A turn of the node itself, to which what it does may be added. */
function isOwn({ kind }: TraceEvent): boolean {
  return !ON_THE_WAY.has(kind);
}
