/** For tests: the promise of the grade tier, whatever is wrong with a program of the bank, it is caught. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { raftlab } from "../../tester/cli/command";
import { matrixSchema, type Matrix } from "./matrix";

/** What the grade tier makes of these mutants. */
export async function killsOf(names: readonly string[]): Promise<Matrix["totals"]> {
  const folder = mkdtempSync(join(tmpdir(), "kills-"));
  try {
    const file = join(folder, "matrix.json");
    await raftlab(["mutants", ...names, "--no-variants", "--until", "first", "--tier", "grade", "--json", file]);
    return matrixSchema.parse(JSON.parse(readFileSync(file, "utf8"))).totals;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
