/** What `raftlab mutants` starts (tester/cli/mutants.ts): the bank, as a process that is sent what was asked for. */
import { join } from "node:path";
import { interruptSignal } from "../../tester/cli/interrupt";
import type { MutantsRequest } from "../../tester/cli/mutants";
import { writeAsked } from "../../tester/cli/output";
import { UsageError } from "../../tester/cli/usage";
import { isColoured, paintFor } from "../../tester/report/paint";
import { EXIT } from "../../tester/run/outcome";
import { writeProgram } from "./build";
import { diagnoseAll } from "./diagnosing";
import { measure } from "./measurement";
import { matrixPage } from "./page";
import { matrixText } from "./table";
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
