/**
 * Searches near the quiet run for what is wrong with each mutant of labs 2a and 2b, and writes what came of it:
 *
 *   node .raftlab/search-bank.js FILE
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { progressOn } from "../../tester/report/progress";
import { kitIdentity } from "../../tester/run/kit";
import { allMutants } from "./bank";
import { searchMutant, type SearchBounds, type Searched } from "./searched";

const BOUNDS: SearchBounds = { servers: 3, deviations: 2, within: 80, jobs: availableParallelism() };

async function main(file: string): Promise<void> {
  const kit = kitIdentity().hash.slice(0, 12);
  const mutants = allMutants.filter(({ lab }) => lab === "2a" || lab === "2b");
  const progress = progressOn(process.stderr, "programs");
  const found: Searched[] = [];
  for (const mutant of mutants) {
    found.push(await searchMutant(mutant, BOUNDS));
    progress.update(found.length, mutants.length);
    writeFileSync(file, `${JSON.stringify({ kit, bounds: BOUNDS, mutants: found }, null, 2)}\n`);
  }
  progress.clear();
}

void main(process.argv[2]);
