import type { Readable } from "node:stream";

/** More of bubblewrap's first line than it writes. */
const LINE_MAX = 1_024;

/**
 * The number of the process within a bubble, as the host counts, from the first line that bubblewrap writes: before it
 * starts the child, which holds the same descriptor. What comes after that line is nobody's word.
 */
export function innerProcess(status: Readable): Promise<number | undefined> {
  return new Promise((resolve) => {
    let line = "";
    let isDone = false;
    // Read on to the end, as bubblewrap has a last word too and would die of nobody listening.
    const end = (pid: number | undefined): void => {
      isDone = true;
      resolve(pid);
    };
    status.setEncoding("latin1").on("data", (text: string) => {
      if (isDone) return;
      line += text;
      const found = /"child-pid"\s*:\s*(\d+)/.exec(line);
      if (found !== null && line.includes("\n")) end(Number(found[1]));
      else if (line.length > LINE_MAX) end(undefined);
    });
    status.on("end", () => end(undefined));
    status.on("error", () => end(undefined));
  });
}
