/** A class's points, in bins. */
export interface Bin {
  /** `0`, `1–9`, …, `100`. */
  label: string;
  count: number;
}

/** Bins between nothing and everything, at most. */
const BETWEEN_MAX = 10;

/** The middle one, or halfway between the two in the middle; `undefined` of none. */
export function medianOf(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Nothing and everything have bins of their own. `most`: what was to be had, at least 1. */
export function distributionOf(values: readonly number[], most: number): Bin[] {
  const between = Math.min(BETWEEN_MAX, most);
  const bins = Array.from({ length: between }, (_, i): Bin => {
    const low = i === 0 ? 1 : Math.ceil((most * i) / between);
    const high = Math.ceil((most * (i + 1)) / between) - 1;
    // Of few points there is a bin for fractions below 1.
    const label = low > high ? `<${low}` : low === high ? String(low) : `${low}–${high}`;
    return { label, count: 0 };
  });
  const none: Bin = { label: "0", count: 0 };
  const all: Bin = { label: String(most), count: 0 };
  for (const value of values) {
    const bin = value <= 0 ? none : value >= most ? all : bins[Math.floor((value * between) / most)];
    bin.count++;
  }
  return [none, ...bins, all];
}
