import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import type { Played } from "./runner";

/** A line of it. */
interface Entry<T> {
  key: string;
  played: T;
}

/**
 * What has been played so far, a line of JSON a part, so that a matrix that was given up goes on. A line that was cut off
 * in the middle counts as not written, and goes.
 */
export class MatrixJournal<T = Played> {
  private readonly entries = new Map<string, T>();

  /** `isFresh`: what was played before doesn't count; what is played now takes its place. */
  constructor(
    private readonly file: string,
    isFresh: boolean,
  ) {
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    this.read();
    if (isFresh) this.entries.clear();
  }

  get size(): number {
    return this.entries.size;
  }

  get(key: string): T | undefined {
    return this.entries.get(key);
  }

  add(key: string, played: T): void {
    this.entries.set(key, played);
    appendFileSync(this.file, `${JSON.stringify({ key, played } satisfies Entry<T>)}\n`);
  }

  private read(): void {
    const text = readFileSync(this.file);
    const end = text.lastIndexOf("\n") + 1;
    if (end < text.length) truncateSync(this.file, end);
    const lines = text.subarray(0, end).toString("utf8").split("\n").slice(0, -1);
    for (const line of lines) {
      const { key, played } = JSON.parse(line) as Entry<T>;
      this.entries.set(key, played);
    }
  }
}
