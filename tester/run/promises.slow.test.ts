/**
 * Scenarios do what they promise: the faults that each names happen in its quick runs, on a Raft that gets that far, and
 * it names all that happen in most of them.
 *
 * The reference lies in the private folder, which may be deleted: without it there is nothing to run, and this says so.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { faultsIn, type FaultKind } from "../faults/fault-kind";
import { compile, type Role } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import { LoadedProgram } from "../realm/realm";
import { labs, scenariosOf } from "../scenarios/registry";
import type { Scenario } from "../scenarios/scenario";
import { rulesOf } from "./rules";
import { runOnce } from "./run";
import { seedsFor } from "./tiers";

const REFERENCE = join(kitRoot(), "solutions-private", "reference");

const all = labs.flatMap((lab) => scenariosOf(lab));

/** What comes less often than in half of the runs may be chance, and is promised or not. */
const OFTEN = 0.5;

async function loadReference(role: Role): Promise<LoadedProgram> {
  const compiled = await compile(REFERENCE, role);
  if (!compiled.ok) throw new Error("the reference doesn't compile");
  return new LoadedProgram(compiled.program);
}

/** Of a scenario's quick runs, the part in which each kind happened. */
async function ratesOf(scenario: Scenario, reference: LoadedProgram): Promise<Map<FaultKind, number>> {
  const rates = new Map<FaultKind, number>();
  const seeds = seedsFor({ kind: "tier", tier: "quick" }, 1, scenario);
  for (const seed of seeds) {
    const { trace, outcome } = await runOnce(reference, scenario, seed, "");
    expect(outcome.violation).toBeUndefined();
    for (const kind of faultsIn(trace.events).keys()) rates.set(kind, (rates.get(kind) ?? 0) + 1 / seeds.length);
  }
  return rates;
}

test("most scenarios promise faults", () => {
  const promising = all.filter(({ promises = [] }) => promises.length > 0);
  expect(promising.length).toBeGreaterThan(all.length / 2);
});

if (!existsSync(REFERENCE)) {
  test.skip("skipped: no solutions-private/reference here to keep promises on", () => undefined);
} else {
  let reference: Record<Role, LoadedProgram>;
  beforeAll(async () => (reference = { raft: await loadReference("raft"), kv: await loadReference("kv") }));

  test.each(all.map((scenario) => [`${scenario.lab}/${scenario.name}`, scenario] as const))(
    "%s injects what it promises, and promises what it injects",
    async (_, scenario) => {
      const { promises = [], lab } = scenario;
      const rates = await ratesOf(scenario, reference[rulesOf(lab).role]);
      const broken = promises.filter((kind) => !rates.has(kind));
      const forgotten = [...rates].filter(([kind, rate]) => rate > OFTEN && !promises.includes(kind));
      expect({ broken, forgotten: forgotten.map(([kind]) => kind) }).toEqual({ broken: [], forgotten: [] });
    },
  );
}
