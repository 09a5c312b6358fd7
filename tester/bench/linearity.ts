import type { LoadedProgram } from "../realm/realm";
import type { Scenario } from "../scenarios/scenario";
import { sample, type Sample } from "./sample";
import { spreadOf, type Spread } from "./spread";

/** One amount of work, and what it cost. */
export interface Step {
  /** 1, 10, 100. */
  times: number;
  amount: number;
  /** Runs that passed; one that didn't measures something else. */
  passed: number;
  cpuMs: Spread;
  /** CPU time for each unit of work, without that of booting the cluster, µs. */
  perUnitUs: Spread;
}

/** One kind of work in growing amounts. */
export interface Linearity {
  name: string;
  /** What `perUnitUs` counts: `virtual second`, `message`. */
  unit: string;
  steps: Step[];
  /** Median cost of a unit at ten times the last step's amount, over that before: 1 is linear. A value a step up. */
  growth: number[];
}

export interface Work {
  name: string;
  unit: string;
  program: LoadedProgram;
  /** The least amount. */
  amount: number;
  scenario: (amount: number) => Scenario;
  unitsOf: (sample: Sample) => number;
}

const TIMES = [1, 10, 100] as const;
/** Repetitions at each: fewer where each takes long. */
const RUNS: Readonly<Record<(typeof TIMES)[number], number>> = { 1: 15, 10: 9, 100: 5 };

async function step(work: Work, times: (typeof TIMES)[number], bootMs: number): Promise<Step> {
  const { program, scenario, unitsOf } = work;
  const amount = work.amount * times;
  const samples = await sample(program, scenario(amount), RUNS[times], times === 100 ? 1 : undefined);
  return {
    times,
    amount,
    passed: samples.filter(({ verdict }) => verdict === "pass").length,
    cpuMs: spreadOf(samples.map(({ cpuMs }) => cpuMs)),
    perUnitUs: spreadOf(samples.map((each) => (Math.max(0, each.cpuMs - bootMs) * 1_000) / unitsOf(each))),
  };
}

/** Does the work once, ten times and a hundred times. `bootMs` is the median cost of a boot. */
export async function linearity(work: Work, bootMs: number): Promise<Linearity> {
  const steps: Step[] = [];
  for (const times of TIMES) steps.push(await step(work, times, bootMs));
  const growth = steps.slice(1).map(({ perUnitUs }, i) => perUnitUs.median / steps[i].perUnitUs.median);
  return { name: work.name, unit: work.unit, steps, growth };
}
