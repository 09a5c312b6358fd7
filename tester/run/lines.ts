import type { Readable } from "node:stream";

const NEW_LINE = 10;

/**
 * Reads lines from somebody who isn't trusted: one that is longer than `maxBytes` ends the reading, and `tooLong` is
 * told, so that no sender can fill the reader's memory.
 */
export function readLines(from: Readable, maxBytes: number, line: (text: string) => void, tooLong: () => void): void {
  let parts: Buffer[] = [];
  let bytes = 0;
  from.on("data", (chunk: Buffer) => {
    for (let begin = 0; begin < chunk.length;) {
      const end = chunk.indexOf(NEW_LINE, begin);
      const part = chunk.subarray(begin, end < 0 ? chunk.length : end);
      bytes += part.length;
      if (bytes > maxBytes) {
        from.destroy();
        return tooLong();
      }
      parts.push(part);
      if (end < 0) return;
      const text = Buffer.concat(parts).toString("utf8");
      [parts, bytes, begin] = [[], 0, end + 1];
      line(text);
    }
  });
  // A pipe that breaks is a child that is gone, which its end tells too.
  from.on("error", () => undefined);
}
