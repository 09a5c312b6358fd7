/** `raftlab mutants --diagnose`: what the diagnosis says of wrong programs, and of right ones. It resumes. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { interruptSignal } from "../../tester/cli/interrupt";
import type { MutantsOptions } from "../../tester/cli/mutants";
import { writeAsked } from "../../tester/cli/output";
import { kitRoot } from "../../tester/realm/kit-root";
import { progressOn } from "../../tester/report/progress";
import { EXIT } from "../../tester/run/outcome";
import { kitIdentity } from "../../tester/run/kit";
import { frozen } from "../mutants/frozen";
import { diagnoseMutant, type DiagnosedRow } from "./diagnosed";
import { diagnosisPage, rowText, shareText, silenceText, type DiagnosisTable } from "./diagnosis-page";
import { frozenKit, MATRIX_FOLDER } from "./frozen-kit";
import { MatrixJournal } from "./matrix-journal";
import { matrixJournalOf } from "./measurement";
import { listen, type Heard } from "./silence";
import type { Wish } from "./wish";

/** Runs of right programs that are looked at, where it isn't said how many. */
const LISTEN = 1000;

/** The bank without the frozen ones, these alone, or both; then runs of right programs. @returns the exit code */
export async function diagnoseAll(wish: Wish, options: MutantsOptions): Promise<number> {
  const signal = interruptSignal();
  const isFresh = options.fresh ?? false;
  const table: DiagnosisTable = { rows: [], frozen: [], silence: { runs: 0, alarms: [] } };
  const isDone =
    (await diagnoseBank(wish, options.diagnose, isFresh, table, signal)) &&
    (await listenToVariants(wish, Number(options.listen ?? LISTEN), isFresh, table, signal));
  if (!isDone) {
    process.stderr.write("Given up; the same command goes on from here.\n");
    return EXIT.unknown;
  }
  conclude(table, options);
  return table.silence.alarms.length > 0 ? EXIT.fail : EXIT.pass;
}

async function diagnoseBank(
  { mutants, seeds, field }: Wish,
  diagnose: string | true | undefined,
  isFresh: boolean,
  table: DiagnosisTable,
  signal: AbortSignal,
): Promise<boolean> {
  const kit = frozenKit();
  const kills = matrixJournalOf({ seeds, field }, isFresh);
  const journal = new MatrixJournal<DiagnosedRow>(journalFile("diagnosed"), isFresh);
  const held = new Set(frozen.map(({ name }) => name));
  const which = diagnose === "all" || diagnose === "frozen" ? diagnose : "bank";
  for (const mutant of mutants) {
    const isFrozen = held.has(mutant.name);
    const isIn = which === "all" || isFrozen === (which === "frozen");
    if (!isIn || mutant.indistinguishable !== undefined) continue;
    const key = `${mutant.name} ${JSON.stringify(seeds)} ${field.base}`;
    const row = journal.get(key) ?? (await diagnoseMutant(mutant, { field, kit, kills, signal }));
    if (row === undefined) return false;
    if (journal.get(key) === undefined) journal.add(key, row);
    table[isFrozen ? "frozen" : "rows"].push(row);
    process.stdout.write(`${rowText(row)}\n`);
  }
  return true;
}

async function listenToVariants(
  { variants, field }: Wish,
  runs: number,
  isFresh: boolean,
  table: DiagnosisTable,
  signal: AbortSignal,
): Promise<boolean> {
  if (variants.length === 0 || runs <= 0) return true;
  const journal = new MatrixJournal<Heard>(journalFile("heard"), isFresh);
  const progress = progressOn(process.stderr, "runs");
  const silence = await listen(variants, {
    ...{ runs, base: field.base, kit: frozenKit(), journal, signal },
    tell: (done) => progress.update(done, runs),
  });
  progress.clear();
  if (silence === undefined) return false;
  table.silence = silence;
  return true;
}

/** What was found by this very diagnosis on this very kit counts again. */
function journalFile(what: string): string {
  const code = createHash("sha256").update(readFileSync(join(kitRoot(), ".raftlab", "bank.js")));
  const name = [what, kitIdentity().hash.slice(0, 12), code.digest("hex").slice(0, 12)];
  return join(MATRIX_FOLDER, `${name.join("-")}.jsonl`);
}

function conclude(table: DiagnosisTable, { json, writePage }: MutantsOptions): void {
  const { rows, frozen: held, silence } = table;
  const lines = [
    ...(rows.length > 0 ? [shareText("The bank", rows)] : []),
    ...(held.length > 0 ? [shareText("Frozen", held)] : []),
    ...silence.alarms.map(({ name, token, rule, n, what }) => `${name} ${token} event ${n}, ${rule}: ${what}`),
    silenceText(silence),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  if (json !== undefined) writeAsked(json, `${JSON.stringify(table, null, 2)}\n`);
  const day = new Date().toISOString().slice(0, 10);
  if (writePage !== undefined) writeAsked(writePage, diagnosisPage(table, day));
}
