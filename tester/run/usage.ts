import { readFileSync } from "node:fs";

/** What a process has used so far. */
export interface Usage {
  /** User and system time. */
  cpuMs: number;
  /** Resident memory; `undefined` where the system doesn't tell. */
  residentMb: number | undefined;
}

/** Linux counts CPU time for programs in hundredths of a second, whatever the kernel's own tick is. */
const TICK_MS = 10;
const PAGE_MB = 4_096 / 1_048_576;

/**
 * Usage of the process `pid`, `undefined` once it is gone.
 *
 * Linux tells in /proc. Elsewhere wall time stands in for CPU time, and only the heap's own limit bounds memory: an
 * endless loop still ends, but a machine that is very busy may end a run that did nothing wrong (its repetition then
 * makes it `unknown`, never `fail`).
 */
export function usageOf(pid: number): Usage | undefined {
  if (process.platform !== "linux") return { cpuMs: performance.now(), residentMb: undefined };
  try {
    return parseUsage(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return undefined;
  }
}

/** Reads /proc/PID/stat (proc(5)): utime and stime are its fields 14 and 15, rss in pages is 24. */
export function parseUsage(stat: string): Usage {
  // The command's name, field 2, may hold blanks and parentheses: count from its last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS, residentMb: Number(fields[21]) * PAGE_MB };
}

/** Usage of a process and of what it has started itself. */
export function familyUsage(pid: number): Usage | undefined {
  const own = usageOf(pid);
  if (own === undefined || process.platform !== "linux") return own;
  for (const child of childrenOf(pid)) {
    const usage = usageOf(child);
    if (usage === undefined) continue;
    own.cpuMs += usage.cpuMs;
    own.residentMb! += usage.residentMb!;
  }
  return own;
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ").filter(Boolean).map(Number);
  } catch {
    return []; // gone, or a kernel that doesn't tell
  }
}
