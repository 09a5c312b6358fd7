import type { LoadedProgram } from "../realm/realm";
import type { RunStats, Verdict } from "../run/outcome";
import { runOnce } from "../run/run";
import type { Scenario } from "../scenarios/scenario";

/** What one run cost. */
export interface Sample {
  /** CPU time of the whole process during the run, collector included, ms. */
  cpuMs: number;
  wallMs: number;
  verdict: Verdict;
  stats: RunStats;
}

/** V8 compiles what is hot and leaves the rest: the first runs are slower, and are not counted. */
const WARM_UP_RUNS = 3;

async function one(loaded: LoadedProgram, scenario: Scenario, seed: number): Promise<Sample> {
  const beganAtMs = performance.now();
  const { outcome } = await runOnce(loaded, scenario, seed, "");
  const { cpuMs, verdict, stats } = outcome;
  return { cpuMs, wallMs: performance.now() - beganAtMs, verdict, stats };
}

/** Runs a scenario on seeds 1 to `count`, one after the other, after a warm-up on further seeds. */
export async function sample(
  loaded: LoadedProgram,
  scenario: Scenario,
  count: number,
  warmUp = WARM_UP_RUNS,
): Promise<Sample[]> {
  for (let i = 0; i < warmUp; i++) await one(loaded, scenario, count + 1 + i);
  const samples: Sample[] = [];
  for (let seed = 1; seed <= count; seed++) samples.push(await one(loaded, scenario, seed));
  return samples;
}
