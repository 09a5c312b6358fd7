/**
 * The commands that only instructors have: built into a bundle of its own, which cli.ts adds where it is there. A handout
 * is made without it (grade/handout-rules.ts). Each command's code is loaded when it is asked for, as cli.ts does.
 */
import type { Command } from "commander";
import type { BundleOptions } from "./bundle";
import type { GradeOptions } from "./grade";
import type { GradeOneOptions } from "./grade-one";
import type { HandoutOptions } from "./handout";
import type { JplagOptions } from "./jplag-export";
import type { MergeOptions } from "./merge";
import type { MutantsOptions } from "./mutants";
import type { WorkerOptions } from "./worker";

/* eslint-disable @typescript-eslint/no-require-imports -- lazily, see above; import() would be asynchronous ESM */
const load = {
  mutants: () => require("./mutants") as typeof import("./mutants"),
  bundle: () => require("./bundle") as typeof import("./bundle"),
  gradeOne: () => require("./grade-one") as typeof import("./grade-one"),
  grade: () => require("./grade") as typeof import("./grade"),
  merge: () => require("./merge") as typeof import("./merge"),
  worker: () => require("./worker") as typeof import("./worker"),
  handout: () => require("./handout") as typeof import("./handout"),
  jplagExport: () => require("./jplag-export") as typeof import("./jplag-export"),
};
/* eslint-enable @typescript-eslint/no-require-imports */

const MUTANTS_EXIT_CODES = `
Exit codes: 0 every mutant that must be killed is, and no right program fails; 1 otherwise (or bad usage), 2 given up,
3 an error of raftlab's own. It resumes: what is done is kept in .raftlab/matrix. docs/mutants.md explains it.`;

const GRADE_EXIT_CODES = `
Exit codes: 0 every submission has a grade, whatever it is; 1 bad usage, 2 some have none yet, 3 an error of raftlab's
own or of the machine. docs/for-instructors.md explains it.`;

const HIDDEN_TESTS = "when Gradescope shows what hidden seeds said: visible, hidden, after_due_date, after_published";

const TIMELINES = "draw failed runs: the first failed test of each lab part (first), all, or none; some 0.2 MB each";

const PAGES_FOR =
  "who reads OUT/students: instructor sees the tokens of hidden seeds; students don't, and the pages can be given away";

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

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
    .option("--owed", "without the mutants that can't be told from right programs")
    .option("--canaries", "then switch off each law in turn, on the mutants that it caught")
    .option("--variants", "right programs alone")
    .option("--no-variants", "mutants alone")
    .option("--fresh", "play again what was played before")
    .option("--json <file>", "write the matrix to a file (docs/mutants.md)")
    .option("--html <file>", "draw the matrix: a page that needs no network")
    .option("--write <dir>", "run nothing: write the programs as folders, for --impl")
    .option("--diagnose [which]", "diagnose first failing runs: bank (but the frozen), frozen, or all")
    .option("--listen <runs>", "with --diagnose: passing runs of right programs to look at (default 1000)")
    .option("--write-page <file>", "with --diagnose: write the tables as a page")
    .option("--types", "run nothing: do the programs type-check as submissions do?")
    .addHelpText("after", MUTANTS_EXIT_CODES)
    .action(async (names: string[], options: MutantsOptions) => {
      process.exitCode = await load.mutants().mutants(names, options);
    });

  raftlab
    .command("grade")
    .description("grade a class: a folder of submissions, a folder or a zip each (instructors)")
    .argument("<submissions>", "folder with a folder, or a zip of one, for each submission")
    .requiredOption("--out <dir>", "folder for the grades; the same command goes on where it was given up")
    .option("--labs <labs>", "2a,2b; all by default")
    .option("--salt <text>", "hides seeds; the same salt, the same seeds (or RAFTLAB_SALT in the environment)")
    .option("--seeds <n>", "seeds of every test (default: as many as the grade tier has)")
    .option("--credit <what>", "all: every seed must pass; fraction: the share of the seeds that pass", "all")
    .option("--run-all", "run labs although those failed on which they stand")
    .option("--jobs <n>", "runs at a time (default: one a core)")
    .option("--timeout <seconds>", "for each lab part; what isn't done by then has no grade", "900")
    .option("--sandbox <kind>", "strict (Linux), process, none, or auto: what this machine has", "auto")
    .option("--memory <mb>", "what one child may take (default: 1024)")
    .option(
      "--only <name>",
      "grade this submission again if need be, and of the others only what is missing; may be repeated",
      collect,
    )
    .option("--failed", "grade again what lost points")
    .option("--force", "grade everything again")
    .option("--compare <dir>", "folder of an earlier grading: say whose grade changed, and why")
    .option("--verify <n>", "then grade so many once more, and compare")
    .option(
      "--shard <i/n>",
      "the i-th of n parts of the class, for one of n machines; raftlab merge puts them together",
    )
    .option("--queue <url>", "redis://host:port: raftlab workers grade, here and elsewhere")
    .option(
      "--format <formats>",
      "also write gradescope, classroom50, prairielearn, autolab, junit, … into OUT/<format>",
    )
    .option("--hidden-tests <when>", HIDDEN_TESTS, "visible")
    .option("--timelines <which>", TIMELINES, "first")
    .option("--pages-for <whom>", PAGES_FOR, "instructor")
    .option("--canvas <csv>", "a gradebook that Canvas exported: fill its column, into OUT/canvas.csv")
    .option("--canvas-assignment <name>", "the column to fill, if there is more than one assignment")
    .option("--canvas-student <column>", "the column with the submissions' names, SIS Login ID for example")
    .addHelpText("after", GRADE_EXIT_CODES)
    .action(async (folder: string, options: GradeOptions) => {
      process.exitCode = await load.grade().grade(folder, options);
    });

  raftlab
    .command("grade-one")
    .description("grade one submission, and write what a platform reads (instructors)")
    .argument("<submission>", "folder of the submission, or a zip of it")
    .option("--write <format=file>", "gradescope=results.json, junit=-; may be repeated", collect)
    .option("--name <name>", "whose it is (default: the name of its folder or zip)")
    .option("--labs <labs>", "2a,2b; all by default")
    .option("--salt <text>", "hides seeds; the same salt, the same seeds (or RAFTLAB_SALT in the environment)")
    .option("--salt-file <file>", "the salt is in this file; - for standard input")
    .option("--seeds <n>", "seeds of every test (default: as many as the grade tier has)")
    .option("--credit <what>", "all: every seed must pass; fraction: the share of the seeds that pass", "all")
    .option("--run-all", "run labs although those failed on which they stand")
    .option("--hidden-tests <when>", HIDDEN_TESTS, "visible")
    .option("--jobs <n>", "runs at a time (default: one a core)")
    .option("--timeout <seconds>", "for everything; what isn't done by then has no grade", "900")
    .option("--sandbox <kind>", "strict (Linux), process, none, or auto: what this machine has", "auto")
    .option("--memory <mb>", "what one child may take (default: 1024)")
    .addHelpText("after", GRADE_EXIT_CODES)
    .action(async (folder: string, options: GradeOneOptions) => {
      process.exitCode = await load.gradeOne().gradeOne(folder, options);
    });

  raftlab
    .command("bundle")
    .description("write the autograder that a platform runs (instructors)")
    .argument("<platform>", "gradescope")
    .argument("<zip>", "file to write")
    .option("--labs <labs>", "2a,2b; all by default")
    .option("--salt <text>", "hides seeds; the same salt, the same seeds (or RAFTLAB_SALT in the environment)")
    .option("--seeds <n>", "seeds of every test, or grade for as many as the grade tier has", "12")
    .option("--credit <what>", "all: every seed must pass; fraction: the share of the seeds that pass", "all")
    .option("--hidden-tests <when>", HIDDEN_TESTS, "after_due_date")
    .option("--timeout <seconds>", "of the platform's ten minutes, for grading", "540")
    .option("--sandbox <kind>", "strict (Linux), process, none, or auto: what this machine has", "auto")
    .option("--memory <mb>", "what one child may take (default: 1024)")
    .action((platform: string, zip: string, options: BundleOptions) => {
      process.exitCode = load.bundle().bundle(platform, zip, options);
    });

  raftlab
    .command("merge")
    .description("put together what several machines graded")
    .argument("<grades...>", "folders that raftlab grade --shard wrote")
    .requiredOption("--out <dir>", "folder for the grades of all")
    .option("--pages-for <whom>", PAGES_FOR, "instructor")
    .addHelpText("after", GRADE_EXIT_CODES)
    .action((folders: string[], options: MergeOptions) => {
      process.exitCode = load.merge().merge(folders, options);
    });

  raftlab
    .command("worker")
    .description("grade what raftlab grade --queue hands out, until Ctrl-C")
    .requiredOption("--queue <url>", "redis://host:port")
    .option("--jobs <n>", "lab parts at a time (default: one a core)")
    .option("--timeout <seconds>", "for each lab part", "900")
    .option("--sandbox <kind>", "strict (Linux), process, none, or auto: what this machine has", "auto")
    .option("--memory <mb>", "what one child may take (default: 1024)")
    .action(async (options: WorkerOptions) => {
      process.exitCode = await load.worker().worker(options);
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
    .argument("<submissions>", "a folder with a folder or a zip for each submission")
    .argument("<out>", "a folder that is empty or not there")
    .option("--force", "clear the folder first")
    .action((submissions: string, out: string, options: JplagOptions) => {
      process.exitCode = load.jplagExport().jplagExport(submissions, out, options);
    });
}
