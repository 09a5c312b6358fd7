import type { MutantsOptions } from "../../tester/cli/mutants";
import { nearest, UsageError } from "../../tester/cli/usage";
import { chooseJobs, chooseScenarios, chooseSeed } from "../../tester/cli/choose";
import { DEMANDS } from "../../tester/checks/demands";
import { laws } from "../../tester/checks/laws";
import { LABS, type Lab, type Scenario } from "../../tester/scenarios/scenario";
import { parseSeeds, SEED_FORMS, type SeedChoice } from "../../tester/run/tiers";
import { allMutants, allVariants } from "./bank";
import type { Changed, Mutant, Variant } from "./change";
import { isOwed } from "./matrix";
import type { Field } from "./part";
import type { Until } from "./runner";

/** The reference, as a program of the bank. */
export const REFERENCE: Variant = { name: "reference", way: "The reference itself.", changes: [] };

export const everyVariant: readonly Variant[] = [REFERENCE, ...allVariants];

/** What was asked for, understood. */
export interface Wish {
  mutants: readonly Mutant[];
  variants: readonly Variant[];
  /** Of mutants. */
  field: Field;
  /** Of right programs. */
  rightField: Field;
  seeds: SeedChoice;
  /** In words: the scenarios that are in, if not all. */
  only?: string;
  until: Until;
  without?: string;
  jobs: number;
}

/** @throws UsageError naming what isn't there */
export function understand(names: readonly string[], options: MutantsOptions): Wish {
  const { lab, scenario, classic, until = "cell", without } = options;
  if (lab !== undefined && !LABS.includes(lab as Lab))
    throw new UsageError(`There is no lab "${lab}"; there are ${LABS.join(", ")}.`);
  if (until !== "first" && until !== "cell") throw new UsageError(`--until takes "first" or "cell", not "${until}".`);
  if (without !== undefined) checkLaw(without);
  const text = options.seeds ?? options.tier;
  const seeds = parseSeeds(text);
  if (seeds === undefined) throw new UsageError(`"${text}" says no seeds; they are ${SEED_FORMS}.`);
  const columns = chooseScenarios(scenario?.split(",") ?? []);
  const isIn = (each: Scenario): boolean => columns.includes(each) && (classic !== true || each.classic === true);
  const isInLab = (each: Scenario): boolean => isIn(each) && (lab === undefined || each.lab === lab);
  const base = chooseSeed(options.base);
  const limits = [
    ...(classic ? ["classic scenarios"] : []),
    ...(scenario === undefined ? [] : [scenario]),
    ...(lab === undefined ? [] : [`mutants of ${lab}`]),
  ];
  return {
    ...choose(names, options),
    field: { seeds, base, isIn },
    rightField: { seeds, base, isIn: isInLab },
    seeds,
    only: limits.length === 0 ? undefined : limits.join(", "),
    until,
    without,
    jobs: chooseJobs(options.jobs),
  };
}

/** What can break: laws, and demands, which are one law. */
export const lawNames: readonly string[] = [
  ...new Set([...laws.map(({ name }) => name).filter((name) => name !== "demand"), ...Object.keys(DEMANDS)]),
];

function checkLaw(name: string): void {
  if (name === "demand" || lawNames.includes(name)) return;
  throw new UsageError(`There is no law "${name}"; did you mean ${nearest(name, lawNames)}?`);
}

/** By name; or all of a lab; or all. */
function choose(
  names: readonly string[],
  { lab, variants, owed }: MutantsOptions,
): { mutants: readonly Mutant[]; variants: readonly Variant[] } {
  if (names.length > 0) {
    const all = [...allMutants, ...everyVariant].map(({ name }) => name);
    for (const name of names) {
      if (!all.includes(name)) throw new UsageError(`The bank has no "${name}"; did you mean ${nearest(name, all)}?`);
    }
  }
  const isNamed = ({ name }: Changed): boolean => names.length === 0 || names.includes(name);
  const isAsked = (mutant: Mutant): boolean =>
    isNamed(mutant) && (lab === undefined || mutant.lab === lab) && (owed !== true || isOwed(mutant));
  const mutants = allMutants.filter(isAsked);
  return {
    mutants: variants === true ? [] : mutants,
    variants: variants === false ? [] : everyVariant.filter(isNamed),
  };
}
