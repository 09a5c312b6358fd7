/** Every scenario, crashes and clerks included, is the same the second time: in one child and in two, on a busy machine. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { labs } from "../scenarios/registry";
import { hashesOf, onBusyMachine, type Errand } from "./rerun";

const REFERENCE = "solutions-private/reference";

jest.setTimeout(300_000);

if (!existsSync(join(kitRoot(), REFERENCE))) {
  test.skip("skipped: no solutions-private/reference here to run", () => undefined);
} else {
  test.each(labs)("lab %s", async (lab) => {
    const errand: Errand = { impl: REFERENCE, scenarios: [lab], seeds: "7..7" };
    const before = await hashesOf(errand, { jobs: 2 });
    const after = await onBusyMachine(() => hashesOf(errand, { jobs: 1, environment: { TZ: "Asia/Kolkata" } }));
    expect(after).toEqual(before);
    expect(new Set(before.traces.values()).size).toBe(before.traces.size);
  });
}
