import { seedsFor, type SeedChoice } from "../../tester/run/tiers";
import { scenariosOf } from "../../tester/scenarios/registry";
import type { Asked } from "./batch";

/** Seed-major: every scenario of these labs on its first seed, then every one on its second, and so on. */
export function planRuns(labs: readonly string[], choice: SeedChoice, base: number, onlyScenario?: string): Asked[] {
  const scenarios = labs
    .flatMap((lab) => scenariosOf(lab))
    .filter(({ lab, name }) => onlyScenario === undefined || onlyScenario === name || onlyScenario === `${lab}/${name}`)
    .map((scenario) => ({ scenario, seeds: seedsFor(choice, base, scenario) }));
  const most = Math.max(0, ...scenarios.map(({ seeds }) => seeds.length));
  const runs: Asked[] = [];
  for (let i = 0; i < most; i++) {
    for (const { scenario, seeds } of scenarios) {
      if (i < seeds.length) runs.push({ lab: scenario.lab, scenario: scenario.name, seed: seeds[i], number: i + 1 });
    }
  }
  return runs;
}
