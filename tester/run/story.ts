import type { Violation } from "../checks/violation";
import { brief } from "../trace/brief";
import { nameOf, secondsOf, type EventOf, type TraceEvent } from "../trace/event";
import type { Trace } from "../trace/trace";

/** Most lines of a story, and of what servers printed. */
const STORY_LINES = 12;
const LOG_LINES = 40;

/** The few events before a violation: roles and terms, faults, starts and applied entries, the last ones of each. */
export function storyOf(trace: Trace, violation: Violation, servers: number): string[] {
  const lines: string[] = [];
  for (let n = Math.min(violation.n, trace.events.length - 1); n >= 0 && lines.length < STORY_LINES; n--) {
    const line = tell(trace.events[n], violation, servers);
    if (line !== undefined) lines.unshift(`${secondsOf(trace.events[n].atUs)}  ${line}`);
  }
  return lines;
}

/** What the servers printed, the last lines of it. */
export function printedBefore(trace: Trace, servers: number): string[] {
  const logs = trace.events.filter((event): event is EventOf<"log"> => event.kind === "log").slice(-LOG_LINES);
  return logs.map(({ atUs, server, text }) => {
    const indented = text.replaceAll("\n", "\n    ");
    return `${secondsOf(atUs)}  ${nameOf(server, servers)}: ${indented}`;
  });
}

function tell(event: TraceEvent, violation: Violation, servers: number): string | undefined {
  switch (event.kind) {
    case "step":
      return `tester: ${event.text}`;
    case "fault":
      return `tester: ${event.text}`;
    case "crash":
      return `tester: crash ${nameOf(event.server, servers)}${inMidEvent(event)}`;
    case "boot":
      if (event.incarnation === 1) return undefined;
      return `tester: restart ${nameOf(event.server, servers)}`;
    case "pause":
    case "resume":
    case "kill":
      return `tester: ${event.kind} ${nameOf(event.server, servers)}`;
    case "state": {
      const { server, term, isLeader } = event;
      if (!isLeader && (term === 0 || !violation.servers.includes(server))) return undefined;
      return `${nameOf(server, servers)} is ${isLeader ? "leader of" : "in"} term ${term}`;
    }
    case "started": {
      const { server, index, term, isLeader } = event;
      return isLeader ? `${nameOf(server, servers)} takes a command at index ${index} in term ${term}` : undefined;
    }
    case "apply":
      if (!violation.servers.includes(event.server)) return undefined;
      return `${nameOf(event.server, servers)} applies index ${event.index}: ${event.command.slice(0, 60)}`;
    case "applySnapshot":
      if (!violation.servers.includes(event.server)) return undefined;
      return `${nameOf(event.server, servers)} applies a snapshot of everything up to index ${event.index}`;
    case "invoke": {
      if (!violation.servers.includes(event.server)) return undefined;
      const { op, key, value } = event;
      const args = value === undefined ? JSON.stringify(key) : `${JSON.stringify(key)}, ${JSON.stringify(value)}`;
      return `${nameOf(event.server, servers)} asks for ${op}(${args})`;
    }
    case "ok": {
      if (!violation.servers.includes(event.server)) return undefined;
      const read = event.value === undefined ? "" : `: ${brief(JSON.stringify(event.value))}`;
      return `${nameOf(event.server, servers)} is answered${read}`;
    }
    default:
      return undefined;
  }
}

/** `, in the middle of an event: 2 of 5 effects happened`; nothing for a crash between events. */
function inMidEvent({ kept, cut }: EventOf<"crash">): string {
  return cut === 0 ? "" : `, in the middle of an event: ${kept} of its ${kept + cut} effects happen`;
}
