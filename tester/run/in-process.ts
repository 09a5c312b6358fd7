import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { compile, type Program } from "../realm/compile";
import { OWN_SOURCE } from "../realm/entries";
import { LoadedProgram } from "../realm/realm";
import { findScenario } from "../scenarios/registry";
import { runOnce } from "./run";
import type { Planned } from "./suite";
import { rulesOf } from "./rules";
import type { ScenarioResult, SuiteResult } from "./result";

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

/**
 * One run in this very process: no child, no watchdog, so that a debugger's breakpoints hit and time may pass.
 *
 * The trace is the same as in a child. The type check is left out.
 */
export async function runInProcess(impl: string, scenario: Planned, seed: number, edits: string): Promise<SuiteResult> {
  const beganAtMs = performance.now();
  process.env.TZ = "UTC";
  const suite: SuiteResult = { impl, problems: [], scenarios: [], isInterrupted: false, wallMs: 0 };
  const compiled = await compile(impl, rulesOf(scenario.lab).role);
  if (!compiled.ok) return { ...suite, problems: compiled.problems };
  const loaded = new LoadedProgram(debuggable(compiled.program, impl));
  const { outcome, trace } = await runOnce(loaded, findScenario(scenario.lab, scenario.name)!, seed, edits);
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
    isComplete: true,
    wallMs,
  };
  return { ...suite, submissionHash: compiled.program.hash, scenarios: [result], wallMs };
}
