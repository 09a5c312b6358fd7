import type { EventOf, Happening, Node, TraceEvent } from "../trace/event";

/** What begins a turn of a server. */
export type Trigger = EventOf<
  "boot" | "deliver" | "return" | "noreply" | "fire" | "start" | "snapshot" | "kill" | "invoke" | "resume"
>;

/** One event that a server was handed, with all that it did on it: the server's state changes in between, unseen. */
export interface Turn {
  server: Node;
  trigger: Trigger;
  /** In the order in which they were done. */
  effects: TraceEvent[];
  /** Of a `resume`: what had arrived in the pause. Which effect belongs to which of them doesn't show. */
  waited: Trigger[];
  /** A crash fell into it: what it did after `effects` is not known. */
  isCut: boolean;
}

const TRIGGERS: ReadonlySet<Happening["kind"]> = new Set<Trigger["kind"]>([
  ...(["boot", "deliver", "return", "noreply", "fire", "start", "snapshot", "kill", "invoke", "resume"] as const),
]);
const EFFECTS: ReadonlySet<Happening["kind"]> = new Set([
  ...(["send", "answer", "arm", "disarm", "save", "apply", "applySnapshot", "started", "state", "log", "ok"] as const),
]);

/** The trace as turns of servers and clerks, and what happened between them, in order. */
export function turnsOf(events: readonly TraceEvent[]): (Turn | TraceEvent)[] {
  const items: (Turn | TraceEvent)[] = [];
  const open = new Map<Node, Turn>();
  const paused = new Map<Node, Trigger[]>();
  for (const event of events) {
    if (event.kind === "pause") paused.set(event.server, []);
    if (event.kind === "crash") paused.delete(event.server);
    const waiting = TRIGGERS.has(event.kind) && paused.get((event as Trigger).server);
    if (waiting && event.kind !== "resume" && event.kind !== "boot") {
      waiting.push(event as Trigger);
    } else if (TRIGGERS.has(event.kind)) {
      const trigger = event as Trigger;
      const waited = paused.get(trigger.server) ?? [];
      if (event.kind === "resume" || event.kind === "boot") paused.delete(trigger.server);
      const turn: Turn = { server: trigger.server, trigger, effects: [], waited, isCut: false };
      open.set(trigger.server, turn);
      items.push(turn);
    } else if (EFFECTS.has(event.kind) && "server" in event && open.has(event.server)) {
      open.get(event.server)!.effects.push(event);
    } else {
      if (event.kind === "crash") {
        const turn = open.get(event.server);
        if (turn !== undefined && event.cut > 0) turn.isCut = true;
        open.delete(event.server);
      }
      if (event.kind === "throw") {
        const turn = open.get(event.server);
        if (turn !== undefined) turn.isCut = true;
      }
      items.push(event);
    }
  }
  return items;
}

export function isTurn(item: Turn | TraceEvent): item is Turn {
  return "trigger" in item;
}
