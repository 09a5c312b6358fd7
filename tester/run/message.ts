import type { Program } from "../realm/compile";
import type { Choices } from "./choices";
import type { Extent } from "./extent";
import type { RunOutcome } from "./outcome";
import type { Inspected } from "../trace/inspected";
import type { RunName } from "./token";

/** When a run's trace is wanted too, as JSONL. */
export type TraceWish = "never" | "unless passed" | "always";

/** One run to be done. */
export interface RunRequest extends RunName {
  trace: TraceWish;
  /** Asks where else the run could have gone, among its first `within` events. */
  choices?: { within: number; mayCrash: boolean };
  /** Asks how much there is of it. */
  extent?: true;
  /** A law or a demand that is switched off. */
  without?: string;
  /** Asks what the servers' Rafts remember, event by event. */
  inspects?: true;
}

/** A run that came to an end. */
export interface RunReply {
  outcome: RunOutcome;
  trace?: string;
  choices?: Choices;
  extent?: Extent;
  states?: Inspected[];
}

/** From the parent to a child. `load` comes once, first. A child has one run at a time: `run` is also its beginning. */
export type ToChild = { kind: "load"; program: Program } | { kind: "run"; request: RunRequest };

/** From a child to its parent, one for each `run`. */
export type FromChild =
  | { kind: "reply"; reply: RunReply; residentMb: number }
  /** The submission's script isn't one: what V8 says. */
  | { kind: "unloadable"; text: string }
  /** The kit itself threw: no verdict. */
  | { kind: "fault"; text: string };

/** The pipe of messages, a line of JSON each, both ways. */
export const MESSAGE_FD = 3;

/** Most bytes of a message. The longest traces have some 20 MB. */
export const MESSAGE_MAX_BYTES = 256 * 1_048_576;

/**
 * How a child is watched: not at all; by a thread that says where in the code a run is (watcher.ts); or by its own word
 * before each event, where a sandbox leaves it no debugger.
 */
export type Mode = "plain" | "watched" | "announced";

/** What a child that repeats a run writes to {@link SIGHTING_FD}, a line of JSON each. */
export interface Sighting {
  /** The server that is running, and since when (virtual). −1 before the first event. */
  server: number;
  atUs: number;
  /** Once the watcher has looked: where it is, innermost first, in the compiled script, as far as that is known. */
  frames?: string[];
  /** The run goes on from event to event, and only takes long: no server and no place is to blame. */
  goesOn?: true;
}

/** The pipe of a child that is watched. */
export const SIGHTING_FD = 4;
/** Most bytes of a sighting. */
export const SIGHTING_MAX_BYTES = 65_536;
