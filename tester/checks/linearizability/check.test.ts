import { BUDGET, check } from "./check";
import { keyValue, keyValueInsight, type KeyValueInput } from "./key-value";
import type { Operation } from "./operation";
import { keyValueWorkload, simulate } from "./simulated";
import { WholeStore, wholeStoreInsight } from "./whole-store";

type Asked = Operation<KeyValueInput, string>;

/** An operation on key "k", from event `invokedAt` to event `returnedAt`; a get's answer is its `value`. */
function asked(op: KeyValueInput["op"], value: string, invokedAt: number, returnedAt?: number, key = "k"): Asked {
  const output = returnedAt === undefined ? undefined : op === "get" ? value : "";
  return { client: "C0", input: { op, key, value: op === "get" ? "" : value }, output, invokedAt, returnedAt };
}

const judged = (operations: readonly Asked[], budget = BUDGET) => check(keyValue, operations, budget, keyValueInsight);
const kindOf = (...operations: Asked[]) => judged(operations).kind;

/** Histories whose verdict anybody can see. */
describe("by hand", () => {
  test("nothing", () => expect(judged([])).toEqual({ kind: "linearizable", parts: [] }));

  test("a key never written reads as empty, and append to it is a put", () => {
    expect(kindOf(asked("get", "", 0, 1), asked("append", "a", 2, 3), asked("get", "a", 4, 5))).toBe("linearizable");
    expect(kindOf(asked("get", "a", 0, 1))).toBe("not");
  });

  test("a get at the same time as a write may see it or not, one after it must", () => {
    expect(kindOf(asked("put", "a", 0, 3), asked("get", "", 1, 2))).toBe("linearizable");
    expect(kindOf(asked("put", "a", 0, 3), asked("get", "a", 1, 2))).toBe("linearizable");
    expect(kindOf(asked("put", "a", 0, 1), asked("get", "", 2, 3))).toBe("not");
  });

  test("who has seen a write can't unsee it", () => {
    expect(kindOf(asked("put", "a", 0, 9), asked("get", "a", 1, 2), asked("get", "", 3, 4))).toBe("not");
    expect(kindOf(asked("put", "a", 0, 9), asked("get", "", 1, 2), asked("get", "a", 3, 4))).toBe("linearizable");
  });

  test("what never returned takes effect at any time after its invocation, or never", () => {
    const open = asked("append", "a", 2);
    expect(kindOf(open, asked("get", "", 4, 5), asked("get", "a", 6, 7))).toBe("linearizable");
    expect(kindOf(open, asked("get", "", 4, 5))).toBe("linearizable");
    expect(kindOf(open, asked("get", "a", 0, 1))).toBe("not");
    expect(kindOf(open, asked("get", "aa", 4, 5))).toBe("not");
    expect(kindOf(open, asked("get", "a", 4, 5), asked("get", "", 6, 7))).toBe("not");
  });

  test("a get that never returned says nothing", () => {
    expect(kindOf(asked("put", "a", 0, 1), asked("get", "", 2))).toBe("linearizable");
  });
});

test("keys are judged apart: one that isn't linearizable decides, then one that nobody knows", () => {
  const right = [asked("append", "a", 0, 10, "a"), asked("append", "b", 1, 11, "a"), asked("get", "ba", 20, 21, "a")];
  const wrong = [asked("put", "x", 2, 3, "b"), asked("get", "", 4, 5, "b")];
  const noSteps = { ...BUDGET, steps: 0 };
  expect(judged([...right, ...wrong], noSteps)).toMatchObject({ kind: "unknown", part: "a" });
  expect(judged([...right, ...wrong], { ...BUDGET, steps: 1 })).toMatchObject({ kind: "not", part: "b" });
  expect(judged([...wrong, ...right])).toMatchObject({ kind: "not", part: "b" });
  expect(judged(right, noSteps)).toEqual({
    ...{ kind: "unknown", part: "a", why: "no verdict after 0 steps of the search" },
  });
  expect(judged(right, { ...BUDGET, memoryBytes: 0 })).toEqual({
    ...{ kind: "unknown", part: "a", why: "no verdict within 0 MiB of memory" },
  });
  expect(judged(right)).toEqual({
    kind: "linearizable",
    parts: [{ part: "a", order: [right[1], right[0], right[2]] }],
  });
});

test("a violation: few operations, how far an order goes, and what can't come next", () => {
  const [a, b, c] = [asked("put", "a", 0, 1), asked("append", "b", 2, 3), asked("append", "c", 4, 5)];
  const [sees, misses] = [asked("get", "abc", 6, 7), asked("get", "ab", 8, 9)];
  const later = [asked("append", "d", 10, 11), asked("get", "abcd", 12, 13)];
  expect(judged([a, b, c, sees, misses, ...later])).toEqual({
    kind: "not",
    part: "k",
    smallest: [a, b, c, misses],
    prefix: [a, b, c, sees],
    stuck: [misses],
  });
});

test("the store taken as one object is judged as key by key", () => {
  const counts = { linearizable: 0, not: 0, unknown: 0 };
  for (let seed = 1; seed <= 200; seed++) {
    const shape = { clients: 4, operations: 80, openPpm: 5_000, flawPpm: (seed % 2) * 30_000 };
    const history = simulate(keyValueWorkload(3), { seed, ...shape });
    const whole = new WholeStore(history.map(({ input }) => input.key));
    const { kind } = judged(history);
    expect([seed, check(whole, history, BUDGET, wholeStoreInsight(whole)).kind]).toEqual([seed, kind]);
    expect([seed, check(whole, history).kind]).toEqual([seed, kind]);
    counts[kind]++;
  }
  expect(counts.unknown).toBe(0);
  expect(Math.min(counts.linearizable, counts.not)).toBeGreaterThan(20);
});

test("without flaws, 50 clients on 10 keys are linearizable, whatever never returned", () => {
  const shape = { clients: 50, operations: 2_000, flawPpm: 0 };
  for (const openPpm of [0, 5_000]) {
    expect(judged(simulate(keyValueWorkload(10), { seed: 1, ...shape, openPpm })).kind).toBe("linearizable");
  }
});
