import type { Part } from "./part";
import { Search, type Budget } from "./search";

/**
 * A small set of operations of a part that no order explains, found by taking operations away while that stays so: with
 * any one of them gone that may go, an order explains the rest. Observers go freely. A write goes only where the model's
 * insight says that it matters to no answer left: an answer whose write was taken away would be wrong for that alone. So
 * what is wrong with the set is wrong with the whole history. Without an insight, nothing is taken away.
 *
 * @param part one that no order explains
 * @param budget for all searches together; when it ends, the set is as small as it is by then
 */
export function smallestOf(part: Part<unknown, unknown, string | number>, budget: Budget): number[] {
  const { insight, operations } = part;
  const all = [...operations.keys()];
  if (insight === undefined) return all;
  const isIn = new Uint8Array(operations.length).fill(1);
  let stepsLeft = budget.steps;

  const observes = (i: number): boolean => insight.observes(operations[i].input, operations[i].output);
  const isStillWrong = (): boolean => {
    const search = new Search(part, isIn);
    const found = search.run({ ...budget, steps: stepsLeft });
    stepsLeft -= search.steps;
    return found === "none";
  };
  /** Takes away what it can of these: all at once, or each half on its own. */
  const takeAway = (some: readonly number[]): void => {
    if (some.length === 0 || stepsLeft <= 0) return;
    for (const i of some) isIn[i] = 0;
    if (isStillWrong()) return;
    for (const i of some) isIn[i] = 1;
    if (some.length === 1) return;
    const half = some.length >> 1;
    takeAway(some.slice(half));
    takeAway(some.slice(0, half));
  };

  // In this order once is enough: with fewer writes, no observer that was needed becomes needless.
  takeAway(all.filter(observes));
  // A write that mattered to another alone may go after it.
  for (let before = -1, left = all; left.length !== before;) {
    before = left.length;
    const matters = (write: number): boolean =>
      left.some(
        (i) => i !== write && insight.mayMatter(operations[write].input, operations[i].input, operations[i].output),
      );
    takeAway(left.filter((i) => !observes(i) && !matters(i)));
    left = all.filter((i) => isIn[i] === 1);
  }
  return all.filter((i) => isIn[i] === 1);
}
