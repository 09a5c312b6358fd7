#!/usr/bin/env node
/** The `raftlab` command. Each subcommand's code is loaded when it is asked for: `--version` must be quick. */
import { Command, CommanderError } from "commander";
import { DEFAULT_IMPL } from "./report/command";
import { EXIT } from "./run/outcome";
import { kitVersion } from "./run/kit";
import type { ReplayOptions } from "./cli/replay";
import type { TestOptions } from "./cli/test";
import { UsageError } from "./cli/usage";

/* eslint-disable @typescript-eslint/no-require-imports -- lazily, see above; import() would be asynchronous ESM */
const load = {
  test: () => require("./cli/test") as typeof import("./cli/test"),
  watch: () => require("./cli/watch") as typeof import("./cli/watch"),
  replay: () => require("./cli/replay") as typeof import("./cli/replay"),
  list: () => require("./cli/list") as typeof import("./cli/list"),
};
/* eslint-enable @typescript-eslint/no-require-imports */

const EXIT_CODES = `
Exit codes: 0 passed, 1 failed, not started or bad usage, 2 unknown, 3 an error of raftlab's own.`;

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
    .command("list")
    .description("the scenarios, with points and seeds")
    .argument("[what...]", "labs and scenarios; all by default")
    .action((what: string[]) => {
      process.exitCode = load.list().list(what);
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
