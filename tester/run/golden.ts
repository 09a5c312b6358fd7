/** For tests: what a command prints, compared with a file that holds the command and what it printed. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";

/** Submissions that are wrong on purpose: a folder each, with its raft.ts and its expected.txt. */
export const BAD_SUBMISSIONS = "tester/run/bad-submissions";

/** First line of expected.txt: `$ raftlab test 2a/initial-election --seed 1`. The folder is added. */
const PROMPT = "$ raftlab ";
/** Real time is the one thing that differs from run to run: `in 0.3 s`. Virtual time has three digits. */
const WALL_TIME = /\bin \d+\.\d s\b/g;

/** Set to write the files anew, to be read before they are committed. */
const isWriting = process.env.GOLDEN === "write";

/** Everything that a person sees on a screen without colours, and the exit code. */
function printedBy(args: readonly string[]): Promise<string> {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };
  const cli = join(kitRoot(), ".raftlab", "cli.js");
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], { cwd: kitRoot(), env }, (_, stdout, stderr) =>
      resolve(`${stdout}${stderr}exit code ${child.exitCode}\n`.replace(WALL_TIME, "in _ s")),
    );
  });
}

/** Runs the command in the bad submission's expected.txt. */
export async function transcriptOf(name: string): Promise<{ expected: string; got: string }> {
  const file = join(kitRoot(), BAD_SUBMISSIONS, name, "expected.txt");
  const expected = readFileSync(file, "utf8");
  const command = expected.slice(0, expected.indexOf("\n"));
  // What shrinking comes to in its few seconds differs from machine to machine.
  const args = [
    ...command.slice(PROMPT.length).split(" "),
    ...(command.startsWith(`${PROMPT}test`) ? ["--no-shrink"] : []),
  ];
  const got = `${command}\n${await printedBy([...args, "--impl", `${BAD_SUBMISSIONS}/${name}`])}`;
  if (!isWriting) return { expected, got };
  writeFileSync(file, got);
  return { expected: got, got };
}
