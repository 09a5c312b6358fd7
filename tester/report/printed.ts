import { nameOf, secondsOf } from "../trace/event";
import type { Trace } from "../trace/trace";

/** What the servers printed in a run, a line each: `0.512 s  S1: text`. */
export function printedIn({ events }: Trace): string[] {
  const servers = events[0]?.kind === "run" ? events[0].servers : 0;
  return events.flatMap((event) => {
    if (event.kind !== "log") return [];
    const head = `${secondsOf(event.atUs)}  ${nameOf(event.server, servers)}: `;
    return event.text.split("\n").map((line) => head + line);
  });
}
