import type { Diagnosis } from "../../diagnosis/diagnosis";
import { RULES } from "../../diagnosis/rule";
import type { RunOutcome } from "../../run/outcome";
import { nameOf, secondsOf, type TraceEvent } from "../../trace/event";
import type { Inspected } from "../../trace/inspected";
import { replayCommand } from "../command";
import { marksOf } from "./marks";
import type { TimelineReport } from "./timeline-report";

/** A page takes so many events; of a longer run it shows the last ones. */
const EVENTS_MAX = 200_000;

/** What a page is made of. */
export interface Shown {
  outcome: RunOutcome;
  events: readonly TraceEvent[];
  /** What the servers' Rafts remembered, where it was asked for. */
  states?: readonly Inspected[];
  diagnosis?: Diagnosis;
  /** The submission's folder, as it was given. */
  impl: string;
}

function headlineOf({ verdict, violation, reason }: RunOutcome): string {
  if (violation !== undefined)
    return violation.source === "" ? violation.title : `${violation.title} (${violation.source})`;
  return verdict === "pass" ? "No law was broken" : (reason ?? verdict);
}

function factsOf({ violation, stats }: RunOutcome): string[] {
  if (violation === undefined) return [];
  const { atUs, servers, what, expected, got, frames, evidence = [] } = violation;
  const who = servers.map((id) => nameOf(id, stats.servers)).join(", ");
  return [
    `At ${secondsOf(atUs)}${who === "" ? "" : `, ${who}`}: ${what}`,
    ...(expected === "" ? [] : [`Expected ${expected}.`]),
    ...(got === "" ? [] : [`Got ${got}.`]),
    ...frames,
    ...evidence,
  ];
}

function hintsOf({ violation }: RunOutcome, diagnosis: Diagnosis | undefined): string[] {
  const [first] = diagnosis?.broken ?? [];
  return [
    ...(first === undefined ? [] : [`Rule broken first: ${RULES[first.rule].words} (${RULES[first.rule].source}).`]),
    ...(violation === undefined || violation.often === "" ? [] : [`Often: ${violation.often}`]),
    ...(diagnosis?.waiting ?? []).map(({ text, sinceUs }) => `Waiting since ${secondsOf(sinceUs)}: ${text}`),
    ...(diagnosis?.hidden ?? []),
    ...(diagnosis === undefined || diagnosis.readAgain === "" ? [] : [`Read again: ${diagnosis.readAgain}.`]),
  ];
}

/** All that the page of a run says and draws. */
export function timelineReport(
  { outcome, events, states = [], diagnosis, impl }: Shown,
  eventsMax = EVENTS_MAX,
): TimelineReport {
  const omitted = Math.max(0, events.length - eventsMax);
  const marks = marksOf(events, outcome.stats.servers, outcome.violation, diagnosis);
  return {
    token: outcome.token,
    headline: headlineOf(outcome),
    isFailure: outcome.verdict === "fail",
    facts: factsOf(outcome),
    hints: hintsOf(outcome, diagnosis),
    replay: replayCommand(outcome.token, impl),
    data: {
      servers: outcome.stats.servers,
      events: events.slice(omitted),
      states: states.filter(({ n }) => n >= omitted),
      marks: marks.filter(({ n }) => n >= omitted),
      omitted,
    },
  };
}
