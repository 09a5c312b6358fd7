import type { Inspected } from "../../trace/inspected";
import type { TraceEvent } from "../../trace/event";

/** Why an event is marked. */
export type MarkKind =
  /** where the law was found broken */
  | "violation"
  /** where a rule was broken, by the diagnosis */
  | "rule"
  /** an event of the story */
  | "story"
  /** without a story: faults, crashes, new leaders */
  | "turning point";

/** An event that matters, in words. */
export interface Mark {
  n: number;
  kind: MarkKind;
  text: string;
}

/** What the page is drawn from: the run itself, and what others know of it. Plain data. */
export interface TimelineData {
  /** Of the cluster; clerks come on top. */
  servers: number;
  events: TraceEvent[];
  /** In the order of their events; empty where nobody looked into the servers. */
  states: Inspected[];
  /** In the order of their events; of one event the violation comes last. */
  marks: Mark[];
  /** Events at the beginning that were left out, as the run is too long for a page. */
  omitted: number;
}

/** All that there is to say. */
export interface TimelineReport {
  token: string;
  /** The law that was broken, or that all went well, in a sentence. */
  headline: string;
  isFailure: boolean;
  /** The violation's place, facts and evidence, a line each. */
  facts: string[];
  /** `Often: …`, what a diagnosis adds; a sentence each. */
  hints: string[];
  /** What to type to see the run again. */
  replay: string;
  data: TimelineData;
}
