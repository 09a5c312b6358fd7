import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Bounds } from "./explorer";

/** Of what a search is a function. */
export interface Searched extends Bounds {
  kit: string;
  submission: string;
}

/**
 * What a search has done so far, a line of JSON each: first of what it is a function, then the beginnings of schedules
 * from which everything has been run. A line that was cut off in the middle counts as not written.
 */
export class Journal {
  private readonly finished = new Set<string>();

  /** Goes on with the file where it is of the very same search, and begins it anew where it isn't or that is asked for. */
  constructor(
    private readonly file: string,
    searched: Searched,
    isFresh = false,
  ) {
    const head = JSON.stringify(searched);
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
    if (lines[0] === head && !isFresh) for (const line of lines.slice(1)) this.read(line);
    else this.begin(head);
  }

  get size(): number {
    return this.finished.size;
  }

  isDone(edits: string): boolean {
    return this.finished.has(edits);
  }

  done(edits: string): void {
    this.finished.add(edits);
    appendFileSync(this.file, `${JSON.stringify({ edits })}\n`);
  }

  private begin(head: string): void {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, `${head}\n`);
  }

  private read(line: string): void {
    try {
      this.finished.add((JSON.parse(line) as { edits: string }).edits);
    } catch {
      // Cut off in the middle: done again.
    }
  }
}
