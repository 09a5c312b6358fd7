#!/usr/bin/env node
/** The `raftlab` command. Each subcommand's code is loaded when it is asked for: `--version` must be quick. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { DEFAULT_IMPL } from "./report/command";
import { TOPIC_NAMES } from "./report/topics";
import { EXIT } from "./run/outcome";
import { kitRoot } from "./realm/kit-root";
import { kitVersion } from "./run/kit";
import type { CheckHistoryOptions } from "./cli/check-history";
import type { ExploreOptions } from "./cli/explore";
import type { ExportOptions } from "./cli/export";
import type { ReplayOptions } from "./cli/replay";
import type { ShrinkOptions } from "./cli/shrink";
import type { SubmitCheckOptions } from "./cli/submit-check";
import type { TestOptions } from "./cli/test";
import { isUsageError, UsageError } from "./cli/usage";

/* eslint-disable @typescript-eslint/no-require-imports -- lazily, see above; import() would be asynchronous ESM */
const load = {
  test: () => require("./cli/test") as typeof import("./cli/test"),
  watch: () => require("./cli/watch") as typeof import("./cli/watch"),
  replay: () => require("./cli/replay") as typeof import("./cli/replay"),
  export: () => require("./cli/export") as typeof import("./cli/export"),
  shrink: () => require("./cli/shrink") as typeof import("./cli/shrink"),
  explore: () => require("./cli/explore") as typeof import("./cli/explore"),
  checkHistory: () => require("./cli/check-history") as typeof import("./cli/check-history"),
  submitCheck: () => require("./cli/submit-check") as typeof import("./cli/submit-check"),
  list: () => require("./cli/list") as typeof import("./cli/list"),
};
/* eslint-enable @typescript-eslint/no-require-imports */

const EXIT_CODES = `
Exit codes: 0 passed, 1 failed, not started or bad usage, 2 unknown, 3 an error of raftlab's own.`;

const EXPORT_EXIT_CODES = `
Exit codes: 0 exported, whatever the run's verdict; 1 no run to export, or bad usage; 2 given up; 3 an error of
raftlab's own.`;

const HISTORY_EXIT_CODES = `
Exit codes: 0 linearizable, 1 not (or bad usage), 2 unknown: the budget ran out, or the file makes no sense,
3 an error of raftlab's own.`;

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** Commands for instructors: a bundle of its own (cli/instructors.ts), which a handout lacks. */
const INSTRUCTORS = ["mutants", "grade", "grade-one", "merge", "worker", "bundle", "handout", "jplag-export"];

function addInstructors(raftlab: Command): void {
  const bundle = join(__dirname, "instructors.js");
  if (existsSync(bundle)) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- it may not be there
    (require(bundle) as { addInstructors(raftlab: Command): void }).addInstructors(raftlab);
    return;
  }
  for (const name of INSTRUCTORS) {
    const command = raftlab
      .command(name, { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .helpOption(false);
    command.action(() => {
      throw new UsageError(`raftlab ${name} needs the instructor's repository: this is a handout for students.`);
    });
  }
}

/** ` (PAGE)`, where that page is: a handout has docs/students alone. */
function see(page: string): string {
  return existsSync(join(kitRoot(), page)) ? ` (${page})` : "";
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
    .option("--json <file>", `write the results to a file${see("docs/json.md")}`)
    .option("--keep-going", "run all seeds of a test, even when one failed")
    .option("--verbose", "show what the servers print in runs that pass, too")
    .option("--no-shrink", "don't look for a smaller run where one fails (5 s at most, for the first failure)")
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
    .option("--html <file>", "draw the whole run: a page that needs no network")
    .option("--json <file>", `write the result to a file${see("docs/json.md")}`)
    .option(
      "--expect <what>",
      "kit:HASH, submission:HASH, trace:HASH, node:MAJOR, or a file that --json wrote: says what differs; may be repeated",
      collect,
    )
    .option("--verbose", "show what the servers print in a run that passes, too")
    .option("--in-process", "in this very process, for a debugger: no limit of time or memory")
    .option("--break <event>", "in this process, and a debugger stops there: an event's number, violation or 1.204s")
    .addHelpText("after", EXIT_CODES)
    .action(async (token: string, options: ReplayOptions) => {
      process.exitCode = await load.replay().replay(token, options);
    });

  raftlab
    .command("export")
    .description("one run for other tools: Perfetto, a terminal, your own")
    .argument("<token>", "as a failure prints it: 2a/initial-election/7")
    .option(
      "--to <format>",
      "perfetto (open it on ui.perfetto.dev), jsonl (an event a line) or log (a column a server)",
    )
    .option("--impl <dir>", "folder of the submission", DEFAULT_IMPL)
    .option("--out <file>", "write to a file, not to standard output")
    .option("--topics <topics>", `of a log, these topics alone, with commas between: ${TOPIC_NAMES.join(", ")}`)
    .option("--ignore <topics>", "of a log, all but these topics")
    .addHelpText("after", EXPORT_EXIT_CODES)
    .action(async (token: string, options: ExportOptions) => {
      process.exitCode = await load.export().exportRun(token, options);
    });

  raftlab
    .command("shrink")
    .description("a smaller run that fails in the same way")
    .argument("<token>", "as a failure prints it: 2a/initial-election/7")
    .option("--impl <dir>", "folder of the submission", DEFAULT_IMPL)
    .option("--budget <seconds>", "CPU time of all runs together", "20")
    .option("--jobs <n>", "runs at a time (default: one a core)")
    .option("--json <file>", "write what came of it to a file (docs/json.md)")
    .addHelpText("after", EXIT_CODES)
    .action(async (token: string, options: ShrinkOptions) => {
      process.exitCode = await load.shrink().shrink(token, options);
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
    .command("list")
    .description("the scenarios, with points and seeds")
    .argument("[what...]", "labs and scenarios; all by default")
    .action((what: string[]) => {
      process.exitCode = load.list().list(what);
    });

  raftlab
    .command("check-history")
    .description("whether what clients of a key/value store or a register saw is linearizable")
    .argument(
      "<file>",
      `a trace of the kit or a history of Jepsen's${see("docs/check-history.md")}; - for standard input`,
    )
    .option("--model <model>", "key-value, register or auto: by the first operation", "auto")
    .option("--budget <steps>", "operations that the search may try for one key (default: 5000000)")
    .option("--html <file>", "draw the history: a page that needs no network")
    .option("--json <file>", `write the verdict to a file${see("docs/check-history.md")}`)
    .addHelpText("after", HISTORY_EXIT_CODES)
    .action((file: string, options: CheckHistoryOptions) => {
      process.exitCode = load.checkHistory().checkHistory(file, options);
    });

  raftlab
    .command("submit-check")
    .description("what the grader will accept of your files, before you hand them in")
    .argument("[labs...]", "the lab parts that you hand in; all by default")
    .option("--impl <dir>", "folder of the submission, or a zip of it", DEFAULT_IMPL)
    .option("--json <file>", "write the answer to a file")
    .addHelpText(
      "after",
      "\nExit codes: 0 all of these lab parts can be graded, 1 not (or bad usage), 3 an error of raftlab's own.",
    )
    .action(async (names: string[], options: SubmitCheckOptions) => {
      process.exitCode = await load.submitCheck().submitCheck(names, options);
    });

  addInstructors(raftlab);
  return raftlab;
}

/** Says what went wrong. @returns the exit code */
function explain(error: unknown): number {
  // Commander has said it already; asking for help or the version is no error.
  if (error instanceof CommanderError) return error.exitCode;
  if (isUsageError(error)) {
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
