import { createHash, createHmac } from "node:crypto";
import type { Planned } from "../run/suite";
import { DEFAULT_SEEDS } from "../run/tiers";

/** How a test's points are earned: whole, when every seed passes; or the share of the seeds that pass. */
export type Credit = "all" | "fraction";

/** A test, and the seeds on which it is run, in their order. */
export interface PlannedTest extends Planned {
  seeds: readonly number[];
}

/** One lab part of a grade. */
export interface LabPlan {
  lab: string;
  tests: readonly PlannedTest[];
  credit: Credit;
}

/** What every submission of a class is graded on. */
export interface Plan {
  labs: readonly LabPlan[];
  /** Labs are run although those that they stand on failed. */
  runsAll: boolean;
}

/**
 * What each lab stands on: a k/v service without a log, or a log without a leader, fails everywhere and says nothing
 * new. Of what isn't graded nothing is needed.
 */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  "2a": [],
  "2b": ["2a"],
  "2c": ["2b"],
  "2d": ["2b"],
  "3a": ["2b"],
  "3b": ["3a", "2d"],
};

/** Of a lab's points, the share from which on it counts as a ground to stand on: one missed test must not take a year's work. */
const GROUND_SHARE = 0.5;

/** The labs that failed and that this one needs. `earned` knows the share of the points of those graded so far. */
export function failedNeeds(lab: string, plan: Plan, earned: ReadonlyMap<string, number>): string[] {
  if (plan.runsAll) return [];
  return (NEEDS[lab] ?? []).filter((needed) => (earned.get(needed) ?? 1) < GROUND_SHARE);
}

/** Which seeds a class is graded on. */
export interface SeedPlan {
  /** Makes the hidden seeds: who doesn't know it doesn't know them. Without one, no seed is hidden. */
  salt?: string;
  /** Seeds of each test; its grade tier's number if absent. */
  count?: number;
}

/** A seed that is a function of (salt, scenario, number), and that one can write into a token without the salt. */
function hiddenSeed(salt: string, { lab, name }: Planned, number: number): number {
  return createHmac("sha256", salt).update(`${lab}/${name}/${number}`).digest().readUInt32BE(0);
}

/** First the seeds that students run (the quick tier's), then, with a salt, hidden ones in place of the next. */
export function seedsOfGrade(scenario: Planned, { salt, count }: SeedPlan): number[] {
  const all = count ?? scenario.grade ?? DEFAULT_SEEDS.grade;
  const open = Math.min(all, scenario.quick ?? DEFAULT_SEEDS.quick);
  return Array.from({ length: all }, (_, i) =>
    salt === undefined || i < open ? i + 1 : hiddenSeed(salt, scenario, i + 1),
  );
}

/** The labs of these scenarios, in their order. */
export function planLabs(scenarios: readonly Planned[], seeds: SeedPlan, credit: Credit): LabPlan[] {
  return [...new Set(scenarios.map(({ lab }) => lab))].map((lab) => {
    const own = scenarios.filter((scenario) => scenario.lab === lab);
    return { lab, tests: own.map((scenario) => plannedTest(scenario, seedsOfGrade(scenario, seeds))), credit };
  });
}

/** Of a scenario its data alone: a plan can be sent elsewhere. */
function plannedTest({ lab, name, title, points }: Planned, seeds: readonly number[]): PlannedTest {
  return { lab, name, title, points, seeds };
}

/** SHA-256 of all that a lab's result depends on besides kit and submission, hex. Tells nobody the salt. */
export function planHash({ credit, lab, tests }: LabPlan): string {
  const hash = createHash("sha256").update(`${credit}\n`);
  for (const { name, points, seeds } of tests) hash.update(`${lab}/${name} ${points} ${seeds.join(",")}\n`);
  return hash.digest("hex");
}
