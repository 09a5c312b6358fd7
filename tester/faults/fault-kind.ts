import { reliable } from "../net/profile";
import type { Node, TraceEvent } from "../trace/event";

/** What can go wrong in a run, as its trace shows it: a scenario promises some of these. */
export const FAULT_KINDS = [
  "disconnect",
  "partition",
  "cut",
  /** Messages are caught; a hold that catches none is none. */
  "hold",
  "echo",
  /** The network's dice. */
  "lose",
  "duplicate",
  /** A message takes longer than any does on a healthy network, and nobody held it. */
  "delay",
  "pause",
  "kill",
  /** Between two events. */
  "crash",
  "crash within",
  /** A server boots over what it had saved. */
  "restart",
  /** Raft hands a snapshot up: its log had been left behind, or was cut before a crash. */
  "snapshot",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** How often each kind happened. */
export function faultsIn(events: readonly TraceEvent[]): Map<FaultKind, number> {
  const counts = new Map<FaultKind, number>();
  const delays = new Delays();
  for (const event of events) {
    const kind = delays.isLate(event) ? "delay" : kindOf(event);
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function kindOf(event: TraceEvent): FaultKind | undefined {
  switch (event.kind) {
    case "fault":
      return FAULT_VERBS.find((verb) => verb === event.verb);
    case "held":
      return "hold";
    case "lose":
      return event.why === "lost" ? "lose" : undefined;
    case "deliver":
      return event.copy > 0 ? "duplicate" : undefined;
    case "crash":
      return event.kept + event.cut > 0 ? "crash within" : "crash";
    case "boot":
      return event.incarnation > 1 ? "restart" : undefined;
    case "applySnapshot":
      return "snapshot";
    case "pause":
    case "kill":
      return event.kind;
  }
}

/** Faults of the network that happen when they are said. */
const FAULT_VERBS = ["disconnect", "partition", "cut", "echo"] as const;

/** Follows messages on their way. */
class Delays {
  private readonly sentAtUs = new Map<string, number>();
  private readonly held = new Set<string>();
  private readonly resumedAtUs = new Map<Node, number>();

  /** Whether a message arrives late by the network's doing. */
  isLate(event: TraceEvent): boolean {
    const { atUs } = event;
    if (event.kind === "send") this.sentAtUs.set(`request ${event.call}`, atUs);
    if (event.kind === "answer") this.sentAtUs.set(`reply ${event.call}`, atUs);
    if (event.kind === "held") this.held.add(`${event.part} ${event.call}`);
    if (event.kind === "resume") this.resumedAtUs.set(event.server, atUs);
    if (event.kind === "deliver" && event.copy === 0) return this.isOverdue(`request ${event.call}`, event);
    return event.kind === "return" && this.isOverdue(`reply ${event.call}`, event);
  }

  /** What waited for a paused server isn't late. */
  private isOverdue(message: string, { server, atUs }: { server: Node; atUs: number }): boolean {
    const sentAtUs = this.sentAtUs.get(message);
    if (sentAtUs === undefined || this.held.has(message)) return false;
    const resumedAtUs = this.resumedAtUs.get(server) ?? -1;
    return resumedAtUs < sentAtUs && atUs - sentAtUs > reliable.maxUs;
  }
}
