import type { LoadedProgram } from "../realm/realm";
import type { Lab, Scenario } from "../scenarios/scenario";
import { sample, type Sample } from "./sample";
import { spreadOf, type Spread } from "./spread";

/** CPU time that one classic scenario-run may take at the median, ms. */
export const TARGET_CPU_MS: Readonly<Record<Lab, number>> = {
  "2a": 15,
  "2b": 40,
  "2c": 60,
  "2d": 60,
  "3a": 150,
  "3b": 150,
};

/** What one run of a scenario costs. */
export interface Cost {
  lab: Lab;
  scenario: string;
  isClassic: boolean;
  passed: number;
  cpuMs: Spread;
  /** Median over the seeds. */
  virtualMs: number;
  rpcs: number;
  events: number;
}

/** Repetitions a scenario, a seed each. */
const RUNS = 15;

function medianOf(samples: readonly Sample[], of: (sample: Sample) => number): number {
  return spreadOf(samples.map(of)).median;
}

/** Runs the scenario; its samples go into the figures of the whole, too. */
export async function costOf(loaded: LoadedProgram, scenario: Scenario): Promise<{ cost: Cost; samples: Sample[] }> {
  const samples = await sample(loaded, scenario, RUNS);
  const { lab, name, classic } = scenario;
  const cost = {
    ...{ lab, scenario: name, isClassic: classic === true },
    passed: samples.filter(({ verdict }) => verdict === "pass").length,
    cpuMs: spreadOf(samples.map(({ cpuMs }) => cpuMs)),
    virtualMs: medianOf(samples, ({ stats }) => stats.virtualUs / 1_000),
    rpcs: medianOf(samples, ({ stats }) => stats.rpcs),
    events: medianOf(samples, ({ stats }) => stats.events),
  };
  return { cost, samples };
}

/** A lab's classic scenarios, one run of each taken together: the median of their medians beside the target. */
export interface TargetFigure {
  lab: Lab;
  targetMs: number;
  /** Of the scenarios' medians. */
  cpuMs: Spread;
}

/** For each lab that has classic scenarios. */
export function targetFigures(costs: readonly Cost[]): TargetFigure[] {
  return (Object.keys(TARGET_CPU_MS) as Lab[]).flatMap((lab) => {
    const medians = costs.filter((cost) => cost.lab === lab && cost.isClassic).map(({ cpuMs }) => cpuMs.median);
    return medians.length === 0 ? [] : [{ lab, targetMs: TARGET_CPU_MS[lab], cpuMs: spreadOf(medians) }];
  });
}
