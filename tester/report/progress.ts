import type { SingleBar } from "cli-progress";

/** Between two drawings. */
const INTERVAL_MS = 100;

/** How far it is, in a line that comes and goes. */
export interface Progress {
  update(done: number, total: number): void;
  /** Takes the line away, so that something else can be printed. */
  clear(): void;
}

/** For what isn't a terminal. */
export const noProgress: Progress = { update: () => undefined, clear: () => undefined };

/** A bar on a terminal. */
class Bar implements Progress {
  private bar: SingleBar | undefined;
  private drawnAtMs = 0;

  constructor(
    private readonly stream: NodeJS.WritableStream,
    private readonly what: string,
  ) {}

  update(done: number, total: number): void {
    const nowMs = performance.now();
    if (nowMs - this.drawnAtMs < INTERVAL_MS) return;
    this.drawnAtMs = nowMs;
    if (this.bar === undefined) this.show(done, total);
    else {
      this.bar.setTotal(total);
      this.bar.update(done);
    }
  }

  private show(done: number, total: number): void {
    // Loaded at the first need: runs that end at once show no bar.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { SingleBar } = require("cli-progress") as typeof import("cli-progress");
    this.bar = new SingleBar({
      format: `{bar} {value} of {total} ${this.what}`,
      barCompleteChar: "=",
      barIncompleteChar: " ",
      barsize: 40,
      stream: this.stream,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: true,
    });
    this.bar.start(total, done);
  }

  clear(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}

/** A bar, if `stream` is a terminal; `what` is counted. */
export function progressOn(stream: NodeJS.WriteStream, what = "runs"): Progress {
  return stream.isTTY ? new Bar(stream, what) : noProgress;
}
