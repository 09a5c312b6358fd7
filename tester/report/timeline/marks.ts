import type { Diagnosis } from "../../diagnosis/diagnosis";
import type { Violation } from "../../run/result";
import { nameOf, type TraceEvent } from "../../trace/event";
import type { Mark, MarkKind } from "./timeline-report";

/** Of one event, in this order. */
const ORDER: readonly MarkKind[] = ["turning point", "story", "rule", "violation"];

/** Without a story: what changed the course of the run. */
function turningPoint(event: TraceEvent, servers: number): string | undefined {
  switch (event.kind) {
    case "step":
    case "fault":
      return event.text;
    case "crash":
    case "pause":
    case "resume":
      return `${nameOf(event.server, servers)}: ${event.kind}`;
    case "boot":
      return event.incarnation === 1 ? undefined : `${nameOf(event.server, servers)} restarts`;
    case "state":
      return event.isLeader ? `${nameOf(event.server, servers)} leads in term ${event.term}` : undefined;
    case "throw":
      return `${nameOf(event.server, servers)} throws ${event.error.text}`;
    default:
      return undefined;
  }
}

/** The events that n and p lead to: story, broken rules and violation; without a story the turning points of the run. */
export function marksOf(
  events: readonly TraceEvent[],
  servers: number,
  violation: Violation | undefined,
  diagnosis: Diagnosis | undefined,
): Mark[] {
  const marks: Mark[] = [];
  // The likeliest origin, and what is certain; further guesses would lead astray.
  const broken = (diagnosis?.broken ?? []).filter(({ isHint }, i) => i === 0 || isHint !== true);
  for (const { n, what } of broken) marks.push({ n, kind: "rule", text: what });
  for (const { n, text } of diagnosis?.story ?? []) {
    const isTold = broken.some((each) => each.n === n && each.what === text);
    if (!isTold) marks.push({ n, kind: "story", text });
  }
  if (marks.length === 0) {
    for (const event of events) {
      const text = turningPoint(event, servers);
      if (text !== undefined) marks.push({ n: event.n, kind: "turning point", text });
    }
  }
  if (violation !== undefined) {
    const text = `${violation.title}: ${violation.what}`;
    marks.push({ n: Math.min(violation.n, events.length - 1), kind: "violation", text });
  }
  return marks.sort((a, b) => a.n - b.n || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
