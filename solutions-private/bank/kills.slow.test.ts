/** The promise of the grade tier: whatever is wrong with a program of the bank, it is caught. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { raftlab } from "../../tester/cli/command";
import { allMutants } from "./bank";
import { isOwed, matrixSchema } from "./matrix";

jest.setTimeout(480_000);

test("every mutant that can be caught is caught by the grade tier", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kills-"));
  try {
    const file = join(folder, "matrix.json");
    const owed = allMutants.filter(isOwed).map(({ name }) => name);
    await raftlab(["mutants", ...owed, "--no-variants", "--until", "first", "--tier", "grade", "--json", file]);
    const { totals } = matrixSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    expect(totals.survivors).toEqual([]);
    expect(totals.killed).toBe(owed.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
