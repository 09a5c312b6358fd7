import type { Role } from "../../tester/realm/compile";
import { rulesOf } from "../../tester/run/rules";
import { seedsFor, type SeedChoice } from "../../tester/run/tiers";
import { scenariosOf } from "../../tester/scenarios/registry";
import { LABS, type Lab, type Scenario } from "../../tester/scenarios/scenario";
import type { Changed, Mutant, Variant } from "./change";

/** One run that is to be made. */
export interface Asked {
  lab: string;
  scenario: string;
  seed: number;
  /** The how-manyeth of the scenario's seeds it is, from 1. */
  number: number;
}

/** What one child process does in one go, and what the journal keeps as one: runs of one program, in this order. */
export interface Part {
  role: Role;
  runs: readonly Asked[];
}

/** Where and on what programs are run. */
export interface Field {
  seeds: SeedChoice;
  base: number;
  /** Whether a scenario is run at all. */
  isIn: (scenario: Scenario) => boolean;
}

/**
 * Runs of one part, at most: half a minute and more, of which a new child's first second, before its code is compiled
 * well, is little. (With 500 it was a tenth.)
 */
const RUNS_A_PART = 2_000;

/** A mutant's lab and those after it that load the same files. */
export function labsFrom(lab: Lab): readonly Lab[] {
  return LABS.slice(LABS.indexOf(lab)).filter((later) => later[0] === lab[0]);
}

/** Of a mutant. What comes of one part settles what is left to do in those after it. */
export function partsOfMutant({ lab }: Mutant, field: Field): Part[] {
  const runs = runsOf(
    labsFrom(lab).flatMap((each) => scenariosOf(each)),
    field,
  );
  return partsOf(rulesOf(lab).role, runs);
}

/** Whether its Raft is the reference's: then its runs in lab 2 are those of the reference, and no evidence of their own. */
function hasReferencesRaft({ folder, changes }: Changed): boolean {
  return folder === undefined && changes.length > 0 && changes.every(({ file = "raft.ts" }) => file !== "raft.ts");
}

/** Of a right program: every lab in which it differs from the reference, but for what it is exempt from. */
export function partsOfVariant(variant: Changed & Partial<Variant>, field: Field): Part[] {
  const { exempt = [] } = variant;
  const own = LABS.flatMap((lab) => scenariosOf(lab)).filter(({ lab, name }) => !exempt.includes(`${lab}/${name}`));
  const roles: readonly Role[] = hasReferencesRaft(variant) ? ["kv"] : ["raft", "kv"];
  return roles.flatMap((role) => {
    const runs = runsOf(
      own.filter(({ lab }) => rulesOf(lab).role === role),
      field,
    );
    return partsOf(role, runs);
  });
}

/** In the order of the runs, of one size. */
function partsOf(role: Role, runs: readonly Asked[]): Part[] {
  const size = Math.ceil(runs.length / Math.ceil(runs.length / RUNS_A_PART));
  const parts: Part[] = [];
  for (let i = 0; i < runs.length; i += size) parts.push({ role, runs: runs.slice(i, i + size) });
  return parts;
}

/** Seed-major: every scenario on its first seed, then every one on its second, and so on. */
function runsOf(scenarios: readonly Scenario[], { seeds: choice, base, isIn }: Field): Asked[] {
  const runs = scenarios.filter(isIn).flatMap((scenario) =>
    seedsFor(choice, base, scenario).map((seed, i) => ({
      ...{ lab: scenario.lab, scenario: scenario.name, seed },
      number: i + 1,
    })),
  );
  return runs.sort((a, b) => a.number - b.number);
}
