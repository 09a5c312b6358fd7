import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { compile, type Program } from "../realm/compile";
import { OWN_SOURCE } from "../realm/entries";
import { LoadedProgram } from "../realm/realm";
import { findScenario } from "../scenarios/registry";
import type { Scenario } from "../scenarios/scenario";
import type { Inspected } from "../trace/inspected";
import type { Trace } from "../trace/trace";
import type { RunOutcome } from "./outcome";
import { runOnce, type Around } from "./run";
import { Stop } from "./stop";
import type { Planned } from "./suite";
import { rulesOf } from "./rules";
import type { ScenarioResult, SuiteResult } from "./result";
import { stopIn, Turns, type Turn } from "./turns";

/** The script with its map in it, and the map with the files' own places: what a debugger needs to find the source. */
export function debuggable(program: Program, impl: string): Program {
  const map = JSON.parse(program.map) as { sources: string[] };
  const sources = map.sources.map((source) =>
    source.startsWith(OWN_SOURCE) ? pathToFileURL(resolve(impl, source.slice(OWN_SOURCE.length))).href : source,
  );
  const inline = Buffer.from(JSON.stringify({ ...map, sources })).toString("base64");
  const url = `data:application/json;charset=utf-8;base64,${inline}`;
  return { ...program, script: `${program.script}\n//# sourceMappingURL=${url}` };
}

/** Chooses where a debugger shall stop, once the run is known. */
export type ChooseTurn = (outcome: RunOutcome, trace: Trace, turns: readonly Turn[]) => Turn;

/**
 * One run in this very process: no child, no watchdog, so that a debugger's breakpoints hit and time may pass.
 *
 * The trace is the same as in a child. The type check is left out. With `choose` it is run twice, and the second time it
 * stops in the submission's first line of the turn that was chosen.
 */
export async function runInProcess(
  impl: string,
  scenario: Planned,
  seed: number,
  edits: string,
  choose?: ChooseTurn,
): Promise<SuiteResult> {
  const beganAtMs = performance.now();
  process.env.TZ = "UTC";
  const suite: SuiteResult = { impl, problems: [], scenarios: [], isInterrupted: false, wallMs: 0 };
  const compiled = await compile(impl, rulesOf(scenario.lab).role);
  if (!compiled.ok) return { ...suite, problems: compiled.problems };
  const found = findScenario(scenario.lab, scenario.name)!;
  const around = choose && (await stopAt(choose, compiled.program, found, seed, edits));
  const loaded = new LoadedProgram(debuggable(compiled.program, impl));
  const states: Inspected[] = [];
  const { outcome, trace } = await runOnce(loaded, found, seed, edits, { around, states });
  const wallMs = performance.now() - beganAtMs;
  const { lab, name, title, points } = scenario;
  const result: ScenarioResult = {
    ...{ lab, scenario: name, title, points },
    verdict: outcome.verdict,
    earned: outcome.verdict === "pass" ? points : 0,
    seedsPlanned: 1,
    runs: [outcome],
    shown: outcome,
    trace: trace.jsonl(),
    states,
    isComplete: true,
    wallMs,
  };
  return { ...suite, submissionHash: compiled.program.hash, scenarios: [result], wallMs };
}

/** Runs once to see its turns, under a name that no breakpoint of an editor's belongs to. */
async function stopAt(
  choose: ChooseTurn,
  program: Program,
  scenario: Scenario,
  seed: number,
  edits: string,
): Promise<Around> {
  const turns = new Turns();
  const loaded = new LoadedProgram(program);
  const { outcome, trace } = await runOnce(loaded, scenario, seed, edits, { around: turns.around });
  const { number } = choose(outcome, trace, turns.all);
  return stopIn(number, new Stop(program));
}
