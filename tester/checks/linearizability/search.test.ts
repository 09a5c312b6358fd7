import { check } from "./check";
import { keyValue, keyValueInsight } from "./key-value";
import type { Operation } from "./operation";
import { keyValueWorkload, registerWorkload, simulate } from "./simulated";
import { isLinearizable } from "./twin";

// Every pair has the same hash here: verdicts rest on the words alone, as they must.
jest.mock("./hash", () => ({ imul: () => 0, scramble: () => 0 }));

type Asked = Operation<Parameters<typeof keyValue.step>[1], string>;

function append(value: string, invokedAt: number, returnedAt?: number): Asked {
  const output = returnedAt === undefined ? undefined : "";
  return { client: "C0", input: { op: "append", key: "k", value }, output, invokedAt, returnedAt };
}

/** `count` gets with this answer, one after the other. */
function gets(output: string, count: number, from: number): Asked[] {
  const input = { op: "get", key: "k", value: "" } as const;
  return Array.from({ length: count }, (_, i) => {
    return { client: "C1", input, output, invokedAt: from + 2 * i, returnedAt: from + 2 * i + 1 };
  });
}

describe("sets of operations are told apart, far from the first one left", () => {
  // "a" and "b" lead to "ab" as "ab" alone does, but only the latter leaves an "a" for what comes then.
  const texts = ["a", "b", "ab"];

  test("among those that never returned, beside many that did", () => {
    const open = texts.map((text, i) => append(text, 200 + i));
    const history = [...gets("", 64, 0), ...open, ...gets("ab", 1, 300), ...gets("aba", 40, 400)];
    expect(check(keyValue, history, undefined, keyValueInsight).kind).toBe("linearizable");
    expect(check(keyValue, history).kind).toBe("linearizable");
  });

  test("among those that came long after one that is still under way", () => {
    const appends = texts.map((text, i) => append(text, 200 + i, 900 + i));
    const history = [append("z", 0, 2_000), ...gets("", 64, 1), ...appends, ...gets("ab", 1, 300)];
    history.push(...gets("aba", 1, 400));
    expect(check(keyValue, history, undefined, keyValueInsight).kind).toBe("linearizable");
    expect(check(keyValue, history).kind).toBe("linearizable");
  });
});

test("agrees with the twin", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const shape = { seed, clients: 3, operations: 7, openPpm: 80_000, flawPpm: 300_000 };
    const store = simulate(keyValueWorkload(1, { uniqueValues: true }), shape);
    expect([seed, check(keyValue, store).kind === "linearizable"]).toEqual([seed, isLinearizable(keyValue, store)]);
    const { model } = registerWorkload(3);
    const lone = simulate(registerWorkload(3), shape);
    expect([seed, check(model, lone).kind === "linearizable"]).toEqual([seed, isLinearizable(model, lone)]);
  }
});
