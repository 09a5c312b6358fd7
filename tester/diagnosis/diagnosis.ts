import type { Node } from "../trace/event";
import type { RuleName } from "./rule";

/** A rule that a server broke, and the event at which it shows. */
export interface Broken {
  rule: RuleName;
  servers: Node[];
  /** Number and virtual instant of the event. */
  n: number;
  atUs: number;
  /** One sentence, with the message or the state that shows it: `S2, having voted for S1 in term 3, votes for S0`. */
  what: string;
  /** It fits how the run ended; what a server did wrong wasn't seen for certain. */
  isHint?: true;
}

/** An event that matters, in words. */
export interface StoryLine {
  n: number;
  atUs: number;
  text: string;
}

/** For liveness: what a server was waiting for when the run ended, and since when. */
export interface Waiting {
  server: Node;
  sinceUs: number;
  text: string;
}

/** What a broken run comes from, as far as its trace shows it. Never a verdict. */
export interface Diagnosis {
  /** The rules broken, the likeliest origin of the violation first; none where the trace shows none. */
  broken: Broken[];
  /** At most twelve events that led to the violation, in order. */
  story: StoryLine[];
  /** One for each server where progress was owed; else empty. */
  waiting: Waiting[];
  /** What the submission's own message shapes keep from view, a sentence each. */
  hidden: string[];
  /** The section of the handouts to read again: `labs/2a/README.md, «Hints»`; `""` for none. */
  readAgain: string;
}
