/** What a judged history is told from, and its picture drawn: plain data, written into the page as JSON. */

export type PageVerdict = "linearizable" | "not" | "unknown";

/** One bar. */
export interface PageOperation {
  client: string;
  /** The key, or what else the model judges apart; an index of {@link PageData.parts}. */
  part: number;
  /** In words: `get("x") → "ab"`. */
  text: string;
  /** The same without the part, for the bar: `get → "ab"`. */
  label: string;
  /** Its events' numbers. `to` is `null` where it never returned. */
  from: number;
  to: number | null;
  /** Where the file says so: `1.204 s to 1.310 s`. */
  time?: string;
  /** Its place in the order of its part, from 1; `null` where none was found for it. */
  place: number | null;
  /** What the part holds after it, cut to its end; only with a place. */
  after?: string;
  /** Of the smallest set of operations that has no order. */
  isSmallest: boolean;
  /** What stood next where the longest order stopped: none of these fits. */
  isStuck: boolean;
}

export interface PagePart {
  name: string;
  verdict: PageVerdict;
  operations: number;
}

export interface PageData {
  /** What an event's number is: `line` of the file, or `event` of the trace. */
  clock: "line" | "event";
  parts: PagePart[];
  /** The part that is shown first. */
  first: number;
  /** In the order of their invocations. */
  operations: PageOperation[];
}

/** All that there is to say. */
export interface HistoryReport {
  /** The file as it was named. */
  file: string;
  /** As `--model` names it. */
  model: string;
  verdict: PageVerdict;
  /** The verdict in a sentence. */
  headline: string;
  /** What more there is to say: which anomaly it was, why it is unknown and what to do. */
  sentences: string[];
  /** Where the longest order stops, in a sentence; only for `not`. */
  stop?: string;
  data: PageData;
}
