import type { Turn } from "./turns";

/** How far apart turns stand: each a row of its own, with quiet stretches squeezed; or as far as time says. */
export type Axis = "rows" | "time";

/** A quiet stretch of more than so much gets some room, and its length written in it. */
export const QUIET_US = 5_000;
/** How many rows that is. */
const QUIET_ROWS = 0.9;

/** Where each turn stands, in rows, or in milliseconds of virtual time. What isn't shown stands where the one before does. */
export interface Rows {
  at: Float64Array;
  /** Shown turns, ascending. */
  shown: Int32Array;
  end: number;
}

/** Places turns from top to bottom. */
export function rowsOf(turns: readonly Turn[], isShown: (turn: Turn) => boolean, axis: Axis): Rows {
  const at = new Float64Array(turns.length);
  const shown: number[] = [];
  let y = 0;
  let beforeUs: number | undefined;
  turns.forEach((turn, i) => {
    const isIn = isShown(turn);
    if (isIn) shown.push(i);
    if (axis === "time") y = turn.atUs / 1_000;
    else if (isIn) {
      y += 1 + (beforeUs !== undefined && turn.atUs - beforeUs > QUIET_US ? QUIET_ROWS : 0);
      beforeUs = turn.atUs;
    }
    at[i] = y;
  });
  return { at, shown: Int32Array.from(shown), end: y + 1 };
}

/** The position of the first value that isn't below `wanted`, in an ascending list. */
export function firstFrom(sorted: ArrayLike<number>, wanted: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
