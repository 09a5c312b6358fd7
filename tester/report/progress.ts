import type { SingleBar } from "cli-progress";

/** Between two drawings. */
const INTERVAL_MS = 100;

/** So many of the last drawings tell how fast it goes: what a journal had done already is forgotten soon. */
const SPEED_OVER = 50;

/** The time left, s, in words; what cli-progress gives for «not known yet» is no number. */
function inWords(seconds: unknown): string {
  if (typeof seconds !== "number") return "";
  if (seconds < 60) return ", less than a minute left";
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `, about ${minutes} min left` : `, about ${Math.round(minutes / 60)} h left`;
}

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
      format: `{bar} {value} of {total} ${this.what}{eta_formatted}`,
      formatTime: inWords,
      etaBuffer: SPEED_OVER,
      barCompleteChar: "=",
      barIncompleteChar: " ",
      barsize: 30,
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
