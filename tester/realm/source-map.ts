/** From positions in the compiled script back to the student's own. */
import { SourceMap, type SourceMapPayload } from "node:module";
import { OWN_SOURCE } from "./entries";

/** What positions in the script look like, in texts: `submission.js:12:3`. */
const MARK = "submission.js:";
const POSITION = /submission\.js:(\d+):(\d+)/g;
/** A line of a stack. */
const FRAME = /^\s*at .*submission\.js:\d+:\d+\)?$/;

/** Rewrites texts that come out of one program's realms. */
export class Positions {
  private parsed: SourceMap | undefined;

  /** `map` is JSON; it is read at the first need. */
  constructor(private readonly map: string) {}

  /** True if `text` may hold a position. */
  static occurIn(text: string): boolean {
    return text.includes(MARK);
  }

  /** `raft.ts:12:3`; `undefined` where no line of the submission's own lies behind the position. */
  private originOf(line: number, column: number): string | undefined {
    this.parsed ??= new SourceMap(JSON.parse(this.map) as SourceMapPayload);
    const entry = this.parsed.findEntry(line - 1, column - 1);
    if (!("originalSource" in entry) || !entry.originalSource.startsWith(OWN_SOURCE)) return undefined;
    return `${entry.originalSource.slice(OWN_SOURCE.length)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  }

  /** One line, rewritten; `undefined` for a frame of the kit's own. */
  private rewriteLine(line: string): string | undefined {
    let isForeign = false;
    const rewritten = line.replace(POSITION, (position, row: string, column: string) => {
      const origin = this.originOf(Number(row), Number(column));
      isForeign ||= origin === undefined;
      return origin ?? position;
    });
    return isForeign && FRAME.test(line) ? undefined : rewritten;
  }

  /** A text of many lines, such as a stack that was logged. */
  rewriteText(text: string): string {
    if (!Positions.occurIn(text)) return text;
    return text
      .split("\n")
      .map((line) => this.rewriteLine(line))
      .filter((line) => line !== undefined)
      .join("\n");
  }

  /** The frames of a throw. */
  rewriteFrames(frames: readonly string[]): string[] {
    return frames.map((frame) => this.rewriteLine(frame)).filter((frame) => frame !== undefined);
  }
}
