/** What several repetitions of one measurement came to. */
export interface Spread {
  min: number;
  median: number;
  max: number;
  /** Repetitions, without the warm-up. */
  count: number;
}

/** @throws Error for no values */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error("a spread needs at least one value");
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { min: sorted[0], median, max: sorted[sorted.length - 1], count: sorted.length };
}
