/**
 * Shrinks the first killing run of each mutant, and writes what came of it. It resumes: what the file holds isn't done
 * again, as long as kit and run are the same.
 *
 *   node .raftlab/shrink-bank.js KILLS FILE
 *
 * KILLS is what `raftlab mutants --until first --tier grade --json KILLS` wrote.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { interruptSignal } from "../../tester/cli/interrupt";
import { progressOn } from "../../tester/report/progress";
import { kitIdentity } from "../../tester/run/kit";
import { allMutants } from "./bank";
import type { Mutant } from "./change";
import { shrinkMutant, summaryOf, type ShrunkRun } from "./shrunk";

const BUDGET_MS = 20_000;

/** Of what `raftlab mutants --json` writes (matrix.ts), the part that counts here. */
const killsSchema = z.object({
  mutants: z.array(
    z.object({
      name: z.string(),
      first: z.object({ lab: z.string(), scenario: z.string(), seed: z.number() }).optional(),
    }),
  ),
});

/** What is written. */
interface Report {
  format: "raftlab/shrunk/1";
  kit: string;
  budgetMs: number;
  shrunk: ShrunkRun[];
  /** Ended by the watchdog, or otherwise not by a law: these can't be shrunk. */
  left: string[];
}

function reportIn(file: string): Report {
  const fresh: Report = {
    format: "raftlab/shrunk/1",
    kit: kitIdentity().hash,
    budgetMs: BUDGET_MS,
    shrunk: [],
    left: [],
  };
  if (!existsSync(file)) return fresh;
  const before = JSON.parse(readFileSync(file, "utf8")) as Report;
  return before.kit === fresh.kit && before.budgetMs === BUDGET_MS ? before : fresh;
}

/** The killing runs of the file, by mutant. */
function killsIn(file: string): { mutant: Mutant; token: string }[] {
  const { mutants } = killsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return mutants.flatMap(({ name, first }) => {
    const mutant = allMutants.find((each) => each.name === name);
    if (first === undefined || mutant === undefined) return [];
    return [{ mutant, token: `${first.lab}/${first.scenario}/${first.seed}` }];
  });
}

async function main(killsFile: string, file: string): Promise<void> {
  const signal = interruptSignal();
  const progress = progressOn(process.stderr, "programs");
  const report = reportIn(file);
  const kills = killsIn(killsFile);
  const isDone = (name: string, token: string): boolean =>
    report.left.includes(name) || report.shrunk.some((each) => each.name === name && each.from === token);
  for (const [i, { mutant, token }] of kills.entries()) {
    if (signal.aborted) break;
    if (isDone(mutant.name, token)) continue;
    const shrunk = await shrinkMutant(mutant, token, BUDGET_MS);
    if (shrunk === undefined) report.left.push(mutant.name);
    else report.shrunk.push(shrunk);
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    progress.update(i + 1, kills.length);
    if (!process.stderr.isTTY) process.stderr.write(`${i + 1}/${kills.length} ${mutant.name}: ${shrunk?.token}\n`);
  }
  progress.clear();
  process.stdout.write(`${summaryOf(report.shrunk)}\n`);
  if (report.left.length > 0) process.stdout.write(`Not shrunk, as no law ended them: ${report.left.join(", ")}.\n`);
}

void main(process.argv[2], process.argv[3]);
