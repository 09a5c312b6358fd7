import { spawn, type ChildProcess } from "node:child_process";
import { watch as watchFolder } from "node:fs";
import { checkImpl } from "./choose";

/** Editors write a file in several steps. */
const SETTLE_MS = 100;

/** Takes away what stands on a terminal. */
const CLEAR = "\x1b[2J\x1b[3J\x1b[H";

/** Runs a command anew whenever something changed; a run that is under way then is given up. */
class Rerun {
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly argv: readonly string[],
    private readonly impl: string,
  ) {}

  /** Something has changed. */
  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), SETTLE_MS);
  }

  now(): void {
    const { child } = this;
    if (child === undefined) return this.start();
    child.removeAllListeners("exit");
    child.once("exit", () => this.start());
    child.kill();
  }

  private start(): void {
    if (process.stdout.isTTY) process.stdout.write(CLEAR);
    this.child = spawn(process.execPath, this.argv, { stdio: "inherit" });
    this.child.once("exit", () => {
      this.child = undefined;
      process.stdout.write(`\nWaiting for a change in ${this.impl}/ (Ctrl-C ends).\n`);
    });
  }
}

/**
 * `raftlab test … --watch`: the same without `--watch`, now and after each change of the submission. Never returns.
 * @param argv the command line, from the script on
 */
export function watch(argv: readonly string[], impl: string): Promise<never> {
  const folder = checkImpl(impl);
  const rerun = new Rerun(
    argv.filter((word) => word !== "--watch"),
    folder,
  );
  watchFolder(folder, { recursive: true }, (_, file) => {
    // A file that an editor keeps beside the real one is no change.
    if (file !== null && !/\.([mc]?ts|js|json)$/.test(file)) return;
    rerun.soon();
  });
  // The child ends by the same Ctrl-C, and says what is done so far.
  process.on("SIGINT", () => process.exit(130));
  rerun.now();
  return new Promise(() => undefined);
}
