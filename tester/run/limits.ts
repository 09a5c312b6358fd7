/**
 * What no deterministic budget can count, measured by the parent: an endless loop, a memory bomb.
 *
 * Far above what any run needs (a few ms of CPU, some 100 MB), so that a slow machine changes no verdict.
 */

/** CPU time of one run. */
export const RUN_CPU_LIMIT_MS = 5_000;
/** Resident memory of a child. */
export const MEMORY_LIMIT_MB = 1_024;
/** V8's heap in a child (`--max-old-space-size`). */
export const HEAP_LIMIT_MB = 512;
/** A child that has kept more than this after a run gets no further one, so that its past counts against no run. */
export const RETIRE_MB = MEMORY_LIMIT_MB / 2;
/** How often the parent looks. */
export const WATCH_INTERVAL_MS = 100;
