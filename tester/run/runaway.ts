import type { Positions } from "../realm/source-map";
import { RUN_CPU_LIMIT_MS, type Limits } from "./limits";
import type { RunRequest, Sighting } from "./message";
import type { RunOutcome, Verdict } from "./outcome";
import { tokenOf } from "./token";

/** What a run had too much of. Of V8's heap or of memory altogether: which of them shows first is chance. */
export type Excess = "cpu" | "memory";

const CPU_SECONDS = RUN_CPU_LIMIT_MS / 1_000;

const EXPECTED: Readonly<Record<Excess, (limits: Limits) => string>> = {
  cpu: () => `at most ${CPU_SECONDS} s of CPU time for a whole run, which needs a few milliseconds`,
  memory: ({ memoryMb, heapMb }) => `at most ${memoryMb} MB of memory, of which ${heapMb} MB are for objects`,
};

const OFTEN: Readonly<Record<Excess, string>> = {
  cpu:
    "a loop without an end. Virtual time stands still until an event is done, so a loop that waits must " +
    "`await sleep(…)`; awaiting something that has settled already isn't enough.",
  memory: "a list that grows in a loop without an end.",
};

/** What is known of a run that ended nowhere: neither statistics nor a trace. */
function unfinished(request: RunRequest, verdict: Verdict): RunOutcome {
  const { lab, scenario, seed, edits } = request;
  const stats = { virtualUs: 0, servers: 0, rpcs: 0, bytes: 0, commits: 0, events: 0 };
  const rest = { story: [], logs: [], stats, traceHash: "", cpuMs: 0 };
  return { token: tokenOf(request), lab, scenario, seed, edits, verdict, ...rest };
}

/** Where in its line a loop is seen is chance, and a result mustn't hang on that. */
function withoutColumn(frame: string): string {
  return frame.replace(/:\d+(\)?)$/, "$1");
}

function placeOf(frames: readonly string[]): string {
  return frames.length === 0 ? "" : ` ${frames[0].replace(/^at (\S+) \((.*)\)$/, "in $1 ($2)")}`;
}

function sentence(excess: Excess, sighting: Sighting | undefined, frames: readonly string[]): string {
  const isKnown = sighting !== undefined && sighting.server >= 0;
  const who = isKnown ? `S${sighting.server}` : "A server";
  if (excess !== "cpu") return `${who} took more memory than a run may have${placeOf(frames)}.`;
  if (sighting?.goesOn) {
    if (!isKnown) return `The run took more than ${CPU_SECONDS} s of CPU time.`;
    return `The run took more than ${CPU_SECONDS} s of CPU time; it was at ${who}'s events then.`;
  }
  const at = frames.length === 0 ? "" : `: it is${placeOf(frames)}, and goes on`;
  return `${who} doesn't come to the end of an event${at}.`;
}

/** The outcome of a run that took too much, alone and watched, and not for the first time. */
export function runawayOutcome(
  request: RunRequest,
  excess: Excess,
  sighting: Sighting | undefined,
  positions: Positions,
  limits: Limits,
): RunOutcome {
  const frames = positions.rewriteFrames(sighting?.frames ?? []).map(withoutColumn);
  const outcome = unfinished(request, "fail");
  outcome.stats.virtualUs = sighting?.atUs ?? 0;
  outcome.violation = {
    law: "budget",
    title: "A server's event ends, within its means",
    source: "",
    n: 0,
    atUs: sighting?.atUs ?? 0,
    servers: sighting === undefined || sighting.server < 0 ? [] : [sighting.server],
    what: sentence(excess, sighting, frames),
    expected: EXPECTED[excess](limits),
    got: "more, and not just once",
    often: OFTEN[excess],
    frames,
  };
  return outcome;
}

/** The outcome of a run that took too much once, and then not again. `again` is what it came to then. */
export function unknownOutcome(excess: Excess, again: RunOutcome): RunOutcome {
  const what = excess === "cpu" ? `more than ${CPU_SECONDS} s of CPU time` : "more memory than a run may have";
  const reason = `The run took ${what}, and not again when it was repeated alone.`;
  return { ...again, verdict: "unknown", reason };
}

/** The outcome of a run whose script V8 takes for none, though it could be compiled. `text` is what V8 says. */
export function unloadableOutcome(request: RunRequest, text: string): RunOutcome {
  const outcome = unfinished(request, "fail");
  outcome.violation = {
    ...{ law: "submission", title: "The submission can be loaded", source: "", n: 0, atUs: 0, servers: [] },
    what: `The JavaScript engine refuses the submission's code: ${text}.`,
    ...{ expected: "", got: "", often: "code that is nested too deeply.", frames: [] },
  };
  return outcome;
}
