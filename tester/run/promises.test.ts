/**
 * Scenarios do what they promise: the faults that each names happen in its quick runs, on a Raft that gets that far.
 *
 * The reference lies in the private folder, which may be deleted: without it there is nothing to run, and this says so.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import { LoadedProgram } from "../realm/realm";
import { labs, scenariosOf } from "../scenarios/registry";
import type { FaultVerb } from "../trace/event";
import { runOnce } from "./run";
import { seedsFor } from "./tiers";

const REFERENCE = join(kitRoot(), "solutions-private", "reference");

const promising = labs.flatMap((lab) => scenariosOf(lab)).filter(({ promises }) => promises !== undefined);

async function loadReference(): Promise<LoadedProgram> {
  const compiled = await compile(REFERENCE, "raft");
  if (!compiled.ok) throw new Error("the reference doesn't compile");
  return new LoadedProgram(compiled.program);
}

test("some scenarios promise faults", () => {
  expect(promising.length).toBeGreaterThan(5);
});

if (!existsSync(REFERENCE)) {
  test.skip("skipped: no solutions-private/reference here to keep promises on", () => undefined);
} else {
  let reference: LoadedProgram;
  beforeAll(async () => (reference = await loadReference()));

  test.each(promising.map((scenario) => [`${scenario.lab}/${scenario.name}`, scenario] as const))(
    "%s injects what it promises",
    async (_, scenario) => {
      const counts = new Map<FaultVerb, number>();
      for (const seed of seedsFor({ kind: "tier", tier: "quick" }, 1, scenario)) {
        const { trace, outcome } = await runOnce(reference, scenario, seed, "");
        expect(outcome.violation).toBeUndefined();
        for (const event of trace.events) {
          if (event.kind === "fault") counts.set(event.verb, (counts.get(event.verb) ?? 0) + 1);
        }
      }
      expect(scenario.promises!.filter((verb) => (counts.get(verb) ?? 0) === 0)).toEqual([]);
    },
  );
}
