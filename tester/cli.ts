#!/usr/bin/env node
/** The `raftlab` command. Each subcommand's code is loaded when it is asked for: `--version` must be quick. */
import { Command, CommanderError } from "commander";
import { DEFAULT_IMPL } from "./report/command";
import { EXIT } from "./run/outcome";
import { kitVersion } from "./run/kit";
import type { CheckHistoryOptions } from "./cli/check-history";
import type { ExploreOptions } from "./cli/explore";
import type { GradeOptions } from "./cli/grade";
import type { MutantsOptions } from "./cli/mutants";
import type { ReplayOptions } from "./cli/replay";
import type { TestOptions } from "./cli/test";
import { UsageError } from "./cli/usage";

/* eslint-disable @typescript-eslint/no-require-imports -- lazily, see above; import() would be asynchronous ESM */
const load = {
  test: () => require("./cli/test") as typeof import("./cli/test"),
  watch: () => require("./cli/watch") as typeof import("./cli/watch"),
  replay: () => require("./cli/replay") as typeof import("./cli/replay"),
  explore: () => require("./cli/explore") as typeof import("./cli/explore"),
  mutants: () => require("./cli/mutants") as typeof import("./cli/mutants"),
  grade: () => require("./cli/grade") as typeof import("./cli/grade"),
  checkHistory: () => require("./cli/check-history") as typeof import("./cli/check-history"),
  list: () => require("./cli/list") as typeof import("./cli/list"),
};
/* eslint-enable @typescript-eslint/no-require-imports */

const EXIT_CODES = `
Exit codes: 0 passed, 1 failed, not started or bad usage, 2 unknown, 3 an error of raftlab's own.`;

const HISTORY_EXIT_CODES = `
Exit codes: 0 linearizable, 1 not (or bad usage), 2 unknown: the budget ran out, or the file makes no sense,
3 an error of raftlab's own.`;

const MUTANTS_EXIT_CODES = `
Exit codes: 0 every mutant that must be killed is, and no right program fails; 1 otherwise (or bad usage), 2 given up,
3 an error of raftlab's own. It resumes: what is done is kept in .raftlab/matrix. docs/mutants.md explains it.`;

const GRADE_EXIT_CODES = `
Exit codes: 0 every submission has a grade, whatever it is; 1 bad usage, 2 some have none yet, 3 an error of raftlab's
own or of the machine. docs/for-instructors.md explains it.`;

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function program(): Command {
  const raftlab = new Command("raftlab")
    .description("Tests the Raft labs in virtual time: every run can be replayed.")
    .version(kitVersion())
    .addHelpText("after", EXIT_CODES)
    .exitOverride();

  raftlab
    .command("test")
    .description("run tests on many seeds")
    .argument("[what...]", "labs (2a) and scenarios (2a/initial-election); all by default")
    .option("--impl <dir>", "folder of the submission", DEFAULT_IMPL)
    .option("--seeds <seeds>", "quick, grade, a number of seeds (50) or a range (1..1000) (default: quick)")
    .option("--seed <n>", "this one seed")
    .option("--base <n>", "first seed of quick, grade or a number of seeds", "1")
    .option("--jobs <n>", "runs at a time (default: one a core)")
    .option("--sandbox <kind>", "strict (Linux), process, none, or auto: what this machine has", "none")
    .option("--memory <mb>", "what one child may take (default: 1024)")
    .option("--json <file>", "write the results to a file (docs/json.md)")
    .option("--keep-going", "run all seeds of a test, even when one failed")
    .option("--verbose", "show what the servers print in runs that pass, too")
    .option("--watch", "again after each change of the submission")
    .option("--in-process", "one seed in this very process, for a debugger: no limit of time or memory")
    .addHelpText("after", EXIT_CODES)
    .action(async (what: string[], { watch, ...options }: TestOptions & { watch?: boolean }) => {
      if (watch) await load.watch().watch(process.argv.slice(1), options.impl);
      process.exitCode = await load.test().test(what, options);
    });

  raftlab
    .command("replay")
    .description("the very same run again")
    .argument("<token>", "as a failure prints it: 2a/initial-election/7")
    .option("--impl <dir>", "folder of the submission", DEFAULT_IMPL)
    .option("--trace <file>", "write the run's trace, an event a line (JSONL)")
    .option("--log", "print the whole run, a column a server")
    .option("--json <file>", "write the result to a file (docs/json.md)")
    .option(
      "--expect <what>",
      "kit:HASH, submission:HASH, trace:HASH, node:MAJOR, or a file that --json wrote: says what differs; may be repeated",
      collect,
    )
    .option("--verbose", "show what the servers print in a run that passes, too")
    .option("--in-process", "in this very process, for a debugger: no limit of time or memory")
    .addHelpText("after", EXIT_CODES)
    .action(async (token: string, options: ReplayOptions) => {
      process.exitCode = await load.replay().replay(token, options);
    });

  raftlab
    .command("explore")
    .description("search every schedule near the quiet one, for small clusters")
    .argument("<lab>", "2a, 2b, 2c or 2d; servers crash from 2c on")
    .option("--impl <dir>", "folder of the submission", DEFAULT_IMPL)
    .option("--servers <n>", "size of the cluster", "3")
    .option("--deviations <n>", "most deviations of one schedule", "2")
    .option("--within <n>", "they take hold among the first n events of the run", "100")
    .option("--random <n>", "and so many random schedules by priorities, from the whole run", "0")
    .option("--depth <n>", "so many things must come together in them", "3")
    .option("--seed <n>", "the quiet run's seed", "1")
    .option("--jobs <n>", "runs at a time (default: one a core)")
    .option("--keep-going", "look for all violations, not just the first")
    .option("--fresh", "begin anew, where an earlier search was given up")
    .option("--json <file>", "write what was covered to a file")
    .addHelpText("after", EXIT_CODES)
    .action(async (lab: string, options: ExploreOptions) => {
      process.exitCode = await load.explore().explore(lab, options);
    });

  raftlab
    .command("mutants")
    .description("measure the tests with programs known to be wrong or right (instructors: needs solutions-private)")
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
    .command("grade")
    .description("grade a class: a folder of submissions, one folder each (instructors)")
    .argument("<submissions>", "folder with a folder for each submission")
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
    .addHelpText("after", GRADE_EXIT_CODES)
    .action(async (folder: string, options: GradeOptions) => {
      process.exitCode = await load.grade().grade(folder, options);
    });

  raftlab
    .command("list")
    .description("the scenarios, with points and seeds")
    .argument("[what...]", "labs and scenarios; all by default")
    .action((what: string[]) => {
      process.exitCode = load.list().list(what);
    });

  raftlab
    .command("check-history")
    .description("whether what clients of a key/value store or a register saw is linearizable")
    .argument("<file>", "a trace of the kit or a history of Jepsen's (docs/check-history.md); - for standard input")
    .option("--model <model>", "key-value, register or auto: by the first operation", "auto")
    .option("--budget <steps>", "operations that the search may try for one key (default: 5000000)")
    .option("--html <file>", "draw the history: a page that needs no network")
    .option("--json <file>", "write the verdict to a file (docs/check-history.md)")
    .addHelpText("after", HISTORY_EXIT_CODES)
    .action((file: string, options: CheckHistoryOptions) => {
      process.exitCode = load.checkHistory().checkHistory(file, options);
    });

  return raftlab;
}

/** Says what went wrong. @returns the exit code */
function explain(error: unknown): number {
  // Commander has said it already; asking for help or the version is no error.
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof UsageError) {
    process.stderr.write(`raftlab: ${error.message}\n`);
    return EXIT.fail;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`tester: an error of raftlab's own, not of your code: ${text}\n`);
  return EXIT.testerError;
}

// Whoever reads may stop reading (`| head`): then nobody is left to tell anything.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT.unknown);
});

program()
  .parseAsync()
  .catch((error: unknown) => (process.exitCode = explain(error)));
