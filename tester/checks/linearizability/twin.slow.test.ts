import { BUDGET, check } from "./check";
import type { Insight } from "./insight";
import { keyValueInsight } from "./key-value";
import { registerInsight } from "./register";
import { keyValueWorkload, registerWorkload, simulate, type Workload } from "./simulated";
import { isLinearizable, isRightOrder } from "./twin";

/** How many of these histories are right; each is judged by the checker, with and without insight, and by its twin. */
function agreement<Input, Output>(
  workload: Workload<Input, Output>,
  insight: Insight<Input, Output, string>,
  seeds: number,
): { linearizable: number; not: number; open: number } {
  const counts = { linearizable: 0, not: 0, open: 0 };
  const { model } = workload;
  for (let seed = 1; seed <= seeds; seed++) {
    const shape = { clients: 2 + (seed % 3), operations: 4 + (seed % 4), openPpm: (seed % 2) * 80_000 };
    const history = simulate(workload, { seed, ...shape, flawPpm: (seed % 5) * 250_000 });
    const verdict = check(model, history, BUDGET, insight);
    const isRight = isLinearizable(model, history);
    const about = `seed ${seed}`;
    expect([about, verdict.kind]).toEqual([about, isRight ? "linearizable" : "not"]);
    expect([about, check(model, history).kind]).toEqual([about, verdict.kind]);
    if (verdict.kind === "linearizable") {
      for (const { part, order } of verdict.parts) {
        const returned = history.filter((each) => each.returnedAt !== undefined && model.partOf(each.input) === part);
        expect([about, isRightOrder(model, order)]).toEqual([about, true]);
        expect(returned.every((each) => order.includes(each))).toBe(true);
        expect(new Set(order).size).toBe(order.length);
      }
    } else if (verdict.kind === "not") {
      const { smallest, prefix, stuck } = verdict;
      expect([about, isLinearizable(model, smallest)]).toEqual([about, false]);
      expect([about, isRightOrder(model, prefix)]).toEqual([about, true]);
      expect([about, stuck.length > 0]).toEqual([about, true]);
      for (const next of stuck) expect([about, isRightOrder(model, [...prefix, next])]).toEqual([about, false]);
    }
    counts[isRight ? "linearizable" : "not"]++;
    if (history.some(({ returnedAt }) => returnedAt === undefined)) counts.open++;
  }
  return counts;
}

describe("agrees with its slow, obvious twin, and shows its work", () => {
  test("key/value stores, 6,000 histories", () => {
    const twoKeys = agreement(keyValueWorkload(2), keyValueInsight, 1_500);
    const oneKey = agreement(keyValueWorkload(1), keyValueInsight, 1_500);
    const appends = agreement(keyValueWorkload(1, { puts: true }), keyValueInsight, 1_500);
    const likeValues = agreement(keyValueWorkload(1, { uniqueValues: true }), keyValueInsight, 1_500);
    for (const counts of [twoKeys, oneKey, appends, likeValues])
      expect(Math.min(...Object.values(counts))).toBeGreaterThan(150);
  });

  test("registers, 4,000 histories", () => {
    const few = agreement(registerWorkload(2), registerInsight, 2_000);
    const more = agreement(registerWorkload(4), registerInsight, 2_000);
    for (const counts of [few, more]) expect(Math.min(...Object.values(counts))).toBeGreaterThan(100);
  });
});
