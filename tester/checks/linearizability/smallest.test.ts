import { keyValue, keyValueInsight } from "./key-value";
import type { Operation } from "./operation";
import { Part } from "./part";
import { registerInsight } from "./register";
import { Search } from "./search";
import { keyValueWorkload, registerWorkload, simulate } from "./simulated";
import { smallestOf } from "./smallest";
import { isLinearizable } from "./twin";

const BUDGET = { steps: 100_000, memoryBytes: 1e8 };

/** A part that no order explains, if this history is one. */
function wrongPart<Input, Output>(part: Part<Input, Output, string>): Part<Input, Output, string> | undefined {
  return new Search(part as never).run(BUDGET) === "none" ? part : undefined;
}

/** With any one of the operations gone that may go, an order explains the rest. */
function expectLeast<Input, Output>(
  part: Part<Input, Output, string>,
  model: Parameters<typeof isLinearizable>[0],
): number {
  const small = smallestOf(part as never, BUDGET).map((i) => part.operations[i]);
  expect(isLinearizable(model, small)).toBe(false);
  const { observes, mayMatter } = part.insight!;
  for (const each of small) {
    const rest = small.filter((other) => other !== each);
    const mayGo =
      observes(each.input, each.output) || !rest.some(({ input, output }) => mayMatter(each.input, input, output));
    if (mayGo) expect(isLinearizable(model, rest)).toBe(true);
  }
  return small.length / part.operations.length;
}

test("no operation of the set could have gone", () => {
  const shares: number[] = [];
  for (let seed = 1; seed <= 400; seed++) {
    const shape = { seed, clients: 3, operations: 12, openPpm: 20_000, flawPpm: 150_000 };
    const store = wrongPart(new Part(keyValue, keyValueInsight, simulate(keyValueWorkload(1), shape)));
    if (store !== undefined) shares.push(expectLeast(store, keyValue as never));
    const { model } = registerWorkload(3);
    const lone = wrongPart(new Part(model, registerInsight, simulate(registerWorkload(3), shape)));
    if (lone !== undefined) shares.push(expectLeast(lone, model as never));
  }
  expect(shares.length).toBeGreaterThan(100);
  expect(shares.reduce((sum, each) => sum + each) / shares.length).toBeLessThan(0.4);
});

test("without an insight, or means to search, nothing goes", () => {
  const put = {
    client: "C0",
    input: { op: "put" as const, key: "", value: "a" },
    output: "",
    invokedAt: 0,
    returnedAt: 1,
  };
  const get = { ...put, input: { op: "get" as const, key: "", value: "" }, invokedAt: 2, returnedAt: 3 };
  const history: Operation<typeof put.input | typeof get.input, string>[] = [put, { ...get, output: "a" }, get];
  expect(smallestOf(new Part(keyValue, undefined, history) as never, BUDGET)).toEqual([0, 1, 2]);
  expect(smallestOf(new Part(keyValue, keyValueInsight, history) as never, { ...BUDGET, steps: 0 })).toEqual([0, 1, 2]);
  const noMemory = { ...BUDGET, memoryBytes: 0 };
  expect(smallestOf(new Part(keyValue, keyValueInsight, history) as never, noMemory)).toEqual([0, 1, 2]);
  expect(smallestOf(new Part(keyValue, keyValueInsight, history) as never, BUDGET)).toEqual([0, 2]);
});
