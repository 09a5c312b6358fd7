import type { Node } from "../trace/event";

/** A law broken, or a demand not met: what a check finds in a trace. Plain data. */
export interface Violation {
  /** The law's file name in checks/, or `submission` for an error of the submission's own, `budget` for an overrun. */
  law: string;
  /** The law in words: `At most one leader a term`. */
  title: string;
  /** Where it stands: `Raft §5.2`; `""` where the paper doesn't say it (the interface, a budget). */
  source: string;
  /** The event at which it was found: number and virtual instant. */
  n: number;
  atUs: number;
  servers: Node[];
  /** One sentence: who did what. */
  what: string;
  /** `""` where there is nothing to compare. */
  expected: string;
  got: string;
  /** What the sentence rests on, a line each, where a law has more to show: the operations of a history. */
  evidence?: string[];
  /** One likely cause, without the «Often:»; `""` for none. */
  often: string;
  /** The student's own frames, for a throw. */
  frames: string[];
  /** For an unwritten stub: what makes the outcome «not started». */
  todo?: { lab: string; what: string };
  /** Why nobody can say whether the law is broken, in one sentence: the outcome is «unknown» then. */
  unknown?: string;
}
