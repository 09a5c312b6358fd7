/** What `raftlab mutants` starts (tester/cli/mutants.ts): the bank, as a process that is sent what was asked for. */
import { join } from "node:path";
import { interruptSignal } from "../../tester/cli/interrupt";
import type { MutantsRequest } from "../../tester/cli/mutants";
import { writeAsked } from "../../tester/cli/output";
import { UsageError } from "../../tester/cli/usage";
import { isColoured, paintFor } from "../../tester/report/paint";
import { EXIT } from "../../tester/run/outcome";
import { progressOn } from "../../tester/report/progress";
import { frozen } from "../mutants/frozen";
import { writeProgram } from "./build";
import { diagnoseMutant } from "./diagnosed";
import { diagnosisPage, rowText, shareText, silenceText, type DiagnosisTable } from "./diagnosis-page";
import { frozenKit } from "./frozen-kit";
import { measure } from "./measurement";
import { matrixPage } from "./page";
import { matrixText } from "./table";
import { listen } from "./silence";
import { typeErrorsOf } from "./type-errors";
import { understand, type Wish } from "./wish";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function writeAll({ mutants, variants }: Wish, folder: string): number {
  const programs = [...variants, ...mutants];
  for (const changed of programs) writeProgram(join(folder, changed.name), changed);
  say(`${programs.length} programs written to ${folder}.`);
  return EXIT.pass;
}

function checkTypes({ mutants, variants }: Wish): number {
  const found = typeErrorsOf([...variants, ...mutants]);
  for (const { name, text } of found) say(`${name}: ${text}`);
  say(`${found.length} type errors.`);
  return found.length > 0 ? EXIT.fail : EXIT.pass;
}

/** `--diagnose`: the bank without the frozen ones, these alone, or both. */
async function diagnoseAll({ mutants, variants, field }: Wish, options: MutantsRequest["options"]): Promise<number> {
  const kit = frozenKit();
  const signal = interruptSignal();
  const held = new Set(frozen.map(({ name }) => name));
  const which = options.diagnose === "all" || options.diagnose === "frozen" ? options.diagnose : "bank";
  const table: DiagnosisTable = { rows: [], frozen: [], silence: { runs: 0, alarms: [] } };
  for (const mutant of mutants) {
    const isFrozen = held.has(mutant.name);
    const isIn = which === "all" || isFrozen === (which === "frozen");
    if (!isIn || mutant.indistinguishable !== undefined) continue;
    const row = await diagnoseMutant(mutant, field, kit, signal);
    if (signal.aborted) return EXIT.unknown;
    table[isFrozen ? "frozen" : "rows"].push(row);
    say(rowText(row));
  }
  const runs = Number(options.listen ?? 1000);
  if (variants.length > 0 && runs > 0) {
    const progress = progressOn(process.stderr, "runs");
    table.silence = await listen(variants, runs, field.base, kit, (done) => progress.update(done, runs));
    progress.clear();
  }
  if (table.rows.length > 0) say(shareText("The bank", table.rows));
  if (table.frozen.length > 0) say(shareText("Frozen", table.frozen));
  for (const { name, token, rule, what } of table.silence.alarms) say(`${name} ${token} ${rule}: ${what}`);
  say(silenceText(table.silence));
  if (options.json !== undefined) writeAsked(options.json, `${JSON.stringify(table, null, 2)}\n`);
  const day = new Date().toISOString().slice(0, 10);
  if (options.writePage !== undefined) writeAsked(options.writePage, diagnosisPage(table, day));
  return table.silence.alarms.length > 0 ? EXIT.fail : EXIT.pass;
}

async function run({ names, options }: MutantsRequest): Promise<number> {
  const wish = understand(names, options);
  if (options.write !== undefined) return writeAll(wish, options.write);
  if (options.types) return checkTypes(wish);
  if (options.diagnose !== undefined) return diagnoseAll(wish, options);
  const isFresh = options.fresh ?? false;
  const matrix = await measure(wish, { isFresh, withCanaries: options.canaries ?? false, signal: interruptSignal() });
  if (matrix === undefined) return EXIT.unknown;
  say(matrixText(matrix, paintFor(isColoured(process.stdout, process.env))));
  if (options.json !== undefined) writeAsked(options.json, `${JSON.stringify(matrix, null, 2)}\n`);
  if (options.html !== undefined) writeAsked(options.html, matrixPage(matrix, new Date().toISOString().slice(0, 10)));
  return matrix.exitCode;
}

function explain(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`raftlab: ${error.message}\n`);
    return EXIT.fail;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`tester: an error of raftlab's own: ${text}\n`);
  return EXIT.testerError;
}

// Whoever asked is gone: nobody wants the answer any more. What is played is in the journal.
process.on("disconnect", () => process.exit(EXIT.unknown));
process.once("message", (request: MutantsRequest) => {
  run(request)
    .catch(explain)
    .then((code) => process.exit(code));
});
