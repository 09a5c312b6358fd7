/** What a history's values are: texts, numbers, nothing, or a pair of them. EDN keywords keep their colon: `:timed-out`. */
export type Value = null | string | number | readonly Value[];

/** `fail`: it didn't happen. `info`: nobody knows whether it did, or will. */
export type EventType = "invoke" | "ok" | "fail" | "info";

/** One line of a history, whichever format it came in. */
export interface HistoryEvent {
  /** Counts from 1. */
  line: number;
  /** The number that the file itself gives the event, where people know it by that. */
  number?: number;
  type: EventType;
  /** Who asks, one operation at a time: `3`, `C0`. */
  client: string;
  /** Tells the operations of a client apart, where the format numbers them. */
  operation?: number;
  /** What is asked for: `get`, `cas`. Absent where a return leaves it to its invocation. */
  f?: string;
  /** Absent where the line has none. */
  key?: Value;
  value?: Value;
  /** µs from the start of the test, where the line says so. */
  atUs?: number;
}

/** What is wrong with a line, in words that follow «line 7». */
export interface Problem {
  line: number;
  text: string;
}

/** A file, read: events in its order, and lines that make no sense. */
export interface EventsRead {
  events: HistoryEvent[];
  problems: Problem[];
}

/** A line for people to recognise, cut to a bearable length. */
export function quote(line: string): string {
  const text = line.trim();
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
