/**
 * What no deterministic budget can count, measured by the parent: an endless loop, a memory bomb.
 *
 * Far above what any run needs (a few ms of CPU, some 100 MB), so that a slow machine changes no verdict.
 */

/** CPU time of one run. */
export const RUN_CPU_LIMIT_MS = 5_000;
/** Resident memory of a child, unless somebody says otherwise. */
export const MEMORY_LIMIT_MB = 1_024;
/** How often the parent looks. */
export const WATCH_INTERVAL_MS = 100;

/** What one child may use of the machine's memory, MB. */
export interface Limits {
  /** Resident memory. */
  memoryMb: number;
  /** V8's heap (`--max-old-space-size`). */
  heapMb: number;
  /** A child that has kept more than this after a run gets no further one, so that its past counts against no run. */
  retireMb: number;
}

export function limitsOf(memoryMb: number): Limits {
  return { memoryMb, heapMb: memoryMb / 2, retireMb: memoryMb / 2 };
}
