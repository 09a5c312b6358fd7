/** For tests: a command of the built kit, and what it prints. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";

/** Everything that came out. */
export interface Printed {
  stdout: string;
  stderr: string;
  code: number | null;
}

interface RunOptions {
  env?: NodeJS.ProcessEnv;
  when?: string;
  whenError?: string;
  signal?: NodeJS.Signals;
}

/**
 * Runs `node ARGS` in the kit's folder, without colours. `signal` is sent when `when` first turns up in what it prints, or
 * `whenError` in what it says on standard error.
 */
export function runNode(
  args: readonly string[],
  { env = {}, when, whenError, signal = "SIGINT" }: RunOptions = {},
): Promise<Printed> {
  return new Promise((resolve, reject) => {
    const bare = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, CI: undefined, ...env };
    const child = spawn(process.execPath, args, { cwd: kitRoot(), env: bare, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const isNew = when !== undefined && !stdout.includes(when) && (stdout + text).includes(when);
      stdout += text;
      if (isNew) child.kill(signal);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      if (whenError !== undefined && stderr.includes(whenError)) child.kill(signal);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ stdout, stderr, code }));
  });
}

/** `raftlab ARGS`. */
export function raftlab(args: readonly string[], options?: Parameters<typeof runNode>[1]): Promise<Printed> {
  return runNode([join(".raftlab", "cli.js"), ...args], options);
}

/** Starts a command, and kills it after a while. @returns whether it had ended by itself */
export function killedAfter(ms: number, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(".raftlab", "cli.js"), ...args], { cwd: kitRoot(), stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), ms);
    child.on("close", (_, signal) => (clearTimeout(timer), resolve(signal === null)));
  });
}
