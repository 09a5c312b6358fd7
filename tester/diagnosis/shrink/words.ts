import { nameOf, secondsOf, type TraceEvent } from "../../trace/event";
import type { Extent } from "../../run/extent";

/** Most lines of what is left of a story. */
const LINES_MAX = 20;

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** `3 faults and commands, 22 messages` */
export function extentInWords({ faults, commands, delivered }: Extent): string {
  return `${counted(faults + commands, "fault").replace(/fault(s?)$/, "fault$1 and command$1")}, ${counted(delivered, "message")}`;
}

/** What is left of a run's story: how many servers, and then what is done to them and when, a line each. */
export function storyLeft(events: readonly TraceEvent[], servers: number): string[] {
  const lines: string[] = [];
  let last: { text: string; times: number } | undefined;
  for (const event of events) {
    const text = deed(event, servers);
    if (text === undefined) continue;
    if (last !== undefined && last.text === text) {
      last.times++;
      lines[lines.length - 1] = lines.at(-1)!.replace(/( \(\d+ times\))?$/, ` (${last.times} times)`);
      continue;
    }
    last = { text, times: 1 };
    lines.push(`${secondsOf(event.atUs)}  ${text}`);
  }
  const more = lines.length - LINES_MAX;
  return more <= 0 ? lines : [...lines.slice(0, LINES_MAX), `and ${counted(more, "further line")}`];
}

function deed(event: TraceEvent, servers: number): string | undefined {
  switch (event.kind) {
    case "fault":
      return event.text;
    case "crash":
      return `crash ${nameOf(event.server, servers)}`;
    case "pause":
    case "resume":
    case "kill":
      return `${event.kind} ${nameOf(event.server, servers)}`;
    case "boot":
      return event.incarnation === 1 ? undefined : `restart ${nameOf(event.server, servers)}`;
    case "start":
      return `a command for ${nameOf(event.server, servers)}`;
    case "invoke": {
      const { op, key, value } = event;
      const args = [key, ...(value === undefined ? [] : [value])].map((text) => JSON.stringify(text)).join(", ");
      return `${nameOf(event.server, servers)} asks for ${op}(${args})`.slice(0, 100);
    }
    case "lose":
      return event.why === "lost"
        ? `a ${event.part} from ${nameOf(event.from, servers)} to ${nameOf(event.to, servers)} is lost`
        : undefined;
  }
}
