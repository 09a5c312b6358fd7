import type { Violation } from "../checks/violation";
import type { TraceEvent } from "../trace/event";
import { DETECTORS } from "./detectors";
import type { Broken, Diagnosis } from "./diagnosis";
import { Findings, type Finding } from "./finding";
import { hiddenIn } from "./hidden";
import { Past } from "./past";
import { ranked } from "./ranking";
import { readAgainFor } from "./read-again";
import { storyOf } from "./story";
import { suspicions } from "./suspicion";
import { waitingAt } from "./waiting";
import { World } from "./world";

/** Most rules that a diagnosis names. */
const BROKEN_MAX = 6;

/**
 * What a failed run comes from: a pure function of its trace, one read from a file too, and of what was found in it. The
 * trace ends where the run did, at the violation.
 */
export function diagnose(events: readonly TraceEvent[], violation: Violation): Diagnosis {
  const { world, findings } = look(events);
  const found = [...findings.all, ...suspicions(world, findings, violation)];
  const broken = ranked(found, new Past(world, violation)).slice(0, BROKEN_MAX);
  return {
    broken: broken.map(plain),
    story: storyOf(world, broken[0], violation),
    waiting: waitingAt(world, violation),
    hidden: hiddenIn(world),
    readAgain: readAgainFor(broken[0]?.rule),
  };
}

/** The rules broken in a run, whatever it ended with: none in a right program's. In the order of the trace. */
export function brokenRules(events: readonly TraceEvent[]): Broken[] {
  const { findings } = look(events);
  return findings.all.filter(({ isHint }) => isHint !== true).map(plain);
}

function look(events: readonly TraceEvent[]): { world: World; findings: Findings } {
  const world = new World(events);
  const findings = new Findings(world.servers);
  world.show(DETECTORS.map((detector) => detector(findings, world.servers)));
  return { world, findings };
}

function plain({ rule, servers, n, atUs, what, isHint }: Finding): Broken {
  return { rule, servers, n, atUs, what, ...(isHint && { isHint }) };
}
