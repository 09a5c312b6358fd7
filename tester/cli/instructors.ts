/**
 * The commands that only instructors have: built into a bundle of its own, which cli.ts adds where it is there. A handout
 * is made without it (grade/handout-rules.ts). Each command's code is loaded when it is asked for, as cli.ts does.
 */
import type { Command } from "commander";
import type { HandoutOptions } from "./handout";
import type { JplagOptions } from "./jplag-export";
import type { MutantsOptions } from "./mutants";

/* eslint-disable @typescript-eslint/no-require-imports -- lazily, see above; import() would be asynchronous ESM */
const load = {
  mutants: () => require("./mutants") as typeof import("./mutants"),
  handout: () => require("./handout") as typeof import("./handout"),
  jplagExport: () => require("./jplag-export") as typeof import("./jplag-export"),
};
/* eslint-enable @typescript-eslint/no-require-imports */

const MUTANTS_EXIT_CODES = `
Exit codes: 0 every mutant that must be killed is, and no right program fails; 1 otherwise (or bad usage), 2 given up,
3 an error of raftlab's own. It resumes: what is done is kept in .raftlab/matrix. docs/mutants.md explains it.`;

/** Adds them to the `raftlab` command. */
export function addInstructors(raftlab: Command): void {
  raftlab
    .command("mutants")
    .description("measure the tests with programs known to be wrong or right")
    .argument("[names...]", "mutants and variants; all by default")
    .option("--lab <lab>", "the mutants of this lab; right programs on its scenarios")
    .option("--scenario <what>", "on these labs and scenarios alone, with commas between")
    .option("--classic", "on the classic scenarios alone")
    .option("--tier <tier>", "seeds of a scenario: quick or grade", "quick")
    .option("--seeds <k>", "so many seeds of every scenario, or a range (1..1000), in place of a tier")
    .option("--base <n>", "first seed", "1")
    .option("--jobs <n>", "programs at a time (default: one a core)")
    .option("--until <what>", "leave a mutant at its first kill (first), or each cell at its own (cell)", "cell")
    .option("--without <law>", "with this law switched off")
    .option("--canaries", "then switch off each law in turn, on the mutants that it caught")
    .option("--variants", "right programs alone")
    .option("--no-variants", "mutants alone")
    .option("--fresh", "play again what was played before")
    .option("--json <file>", "write the matrix to a file (docs/mutants.md)")
    .option("--html <file>", "draw the matrix: a page that needs no network")
    .option("--write <dir>", "run nothing: write the programs as folders, for --impl")
    .option("--types", "run nothing: do the programs type-check as submissions do?")
    .addHelpText("after", MUTANTS_EXIT_CODES)
    .action(async (names: string[], options: MutantsOptions) => {
      process.exitCode = await load.mutants().mutants(names, options);
    });

  raftlab
    .command("handout")
    .description("write the students' repository to a folder")
    .argument("<out>", "a folder that is empty or not there")
    .option("--force", "clear the folder first")
    .action((out: string, options: HandoutOptions) => {
      process.exitCode = load.handout().handout(out, options);
    });

  raftlab
    .command("jplag-export")
    .description("lay the submissions of a class out for JPlag, which looks for plagiarism")
    .argument("<submissions>", "a folder with one folder a submission")
    .argument("<out>", "a folder that is empty or not there")
    .option("--force", "clear the folder first")
    .action((submissions: string, out: string, options: JplagOptions) => {
      process.exitCode = load.jplagExport().jplagExport(submissions, out, options);
    });
}
