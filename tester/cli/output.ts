import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { isColoured, paintFor } from "../report/paint";
import { progressOn } from "../report/progress";
import { resultsOf } from "../report/results";
import { TerminalReport } from "../report/terminal";
import { kitIdentity } from "../run/kit";
import type { SuiteResult } from "../run/result";
import { showSeeds, type SeedChoice } from "../run/tiers";
import { exitCodeOf, verdictOf } from "../run/verdict";
import { pageParts } from "./page-parts";
import { UsageError } from "./usage";

/** A report to this process's standard output, with a progress line if that is a terminal. */
export function terminalReport(impl: string, verbose: boolean): TerminalReport {
  return new TerminalReport({
    write: (text) => process.stdout.write(text),
    paint: paintFor(isColoured(process.stdout, process.env)),
    impl,
    verbose,
    progress: progressOn(process.stderr),
    failures: { folder: join(kitRoot(), ".raftlab", "failures"), parts: () => pageParts("timeline-page") },
  });
}

/** Writes a file that was asked for. */
export function writeAsked(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file} can't be written: ${(error as Error).message}.`);
  }
}

/** Writes the results as docs/json.md says. */
export function writeResults(file: string, suite: SuiteResult, seeds: SeedChoice, base: number): void {
  const results = resultsOf(suite, {
    kit: kitIdentity(),
    seeds: { choice: showSeeds(seeds), base },
    verdict: verdictOf(suite),
    exitCode: exitCodeOf(suite),
  });
  writeAsked(file, `${JSON.stringify(results, null, 2)}\n`);
}
