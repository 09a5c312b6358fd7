import type { OperationKind } from "../trace/event";
import { linearizable } from "./linearizable";
import { breach, END, type Told } from "./lone-trace";

/** Clerk C0 is node 3, after three servers. */
const invoke = (clerk: number, operation: number, op: OperationKind, value?: string, key = "k"): Told => ({
  ...{ kind: "invoke", server: 3 + clerk, operation, op, key },
  ...(value === undefined ? {} : { value }),
});
const ok = (clerk: number, operation: number, value?: string): Told => ({
  ...{ kind: "ok", server: 3 + clerk, operation },
  ...(value === undefined ? {} : { value }),
});
const UNMET: Told = { kind: "unmet", demand: "leader", servers: [], expected: "", got: "" };
const judged = (...told: Told[]) => breach(told, [linearizable]);

const APPENDED = [invoke(0, 1, "append", "a"), ok(0, 1), invoke(1, 2, "append", "b"), ok(1, 2)];

test("a lost append is told by its sentence, at the get that shows it, with what each clerk saw", () => {
  expect(judged(...APPENDED, invoke(2, 3, "get"), ok(2, 3, "a"), END)).toEqual({
    ...{ law: "linearizable", title: "Every operation takes effect once, at one instant", source: "Raft §8" },
    ...{ n: 9, atUs: 600_000, servers: [4, 5], frames: [] },
    what: `C1 appended "b" to "k" (0.300 s to 0.400 s), and C2's get from 0.500 s on didn't see it, nor did any other.`,
    expected: `an answer with "b"`,
    got: `"a"`,
    often: "an operation answered before it is committed, or before it is applied.",
    evidence: [`0.300 s to 0.400 s      C1  append("k", "b")`, `0.500 s to 0.600 s      C2  get("k") → "a"`],
  });
});

test("what only the search sees is told by a few operations", () => {
  const both = [invoke(0, 1, "append", "a"), invoke(1, 2, "append", "b")];
  const seen = [invoke(2, 3, "get"), ok(2, 3, "ab"), invoke(3, 4, "get"), ok(3, 4, "ba")];
  const violation = judged(...both, invoke(4, 5, "put", "z", "other"), ...seen, END)!;
  expect(violation).toMatchObject({
    what: `No order of the operations on "k" explains what 2 gets saw.`,
    expected: "an order in which each operation stands between its invocation and its return",
    evidence: [
      `0.100 s no answer       C0  append("k", "a")`,
      `0.200 s no answer       C1  append("k", "b")`,
      `0.400 s to 0.500 s      C2  get("k") → "ab"`,
      `0.600 s to 0.700 s      C3  get("k") → "ba"`,
    ],
  });
  expect(violation.got).toBe(`none that goes on to C2's get("k") → "ab"`);
});

test("a long listing keeps its end", () => {
  const told: Told[] = [];
  const letters = [..."abcdefghijklmnop"];
  letters.forEach((letter, i) => told.push(invoke(0, i, "append", letter), ok(0, i)));
  const swapped = `ba${letters.slice(2).join("")}`;
  const { evidence } = judged(...told, invoke(1, 99, "get"), ok(1, 99, swapped), END)!;
  expect(evidence![0]).toBe("and 5 earlier operations on the same key, then:");
  expect(evidence).toHaveLength(13);
  expect(evidence!.at(-1)).toBe(`3.300 s to 3.400 s      C1  get("k") → "${swapped}"`);
});

test("right histories break no law; an operation that never returned may have happened, or not", () => {
  expect(judged(...APPENDED, invoke(2, 3, "get"), ok(2, 3, "ab"), END)).toBeUndefined();
  const open = [...APPENDED, invoke(0, 3, "append", "c")];
  expect(judged(...open, invoke(2, 4, "get"), ok(2, 4, "abc"), END)).toBeUndefined();
  expect(judged(...open, invoke(2, 4, "get"), ok(2, 4, "ab"), END)).toBeUndefined();
});

test("judged where a demand isn't met, too, and not before the end", () => {
  const wrong = [...APPENDED, invoke(2, 3, "get"), ok(2, 3, "")];
  expect(judged(...wrong)).toBeUndefined();
  expect(judged(...wrong, UNMET)?.law).toBe("linearizable");
});

test("when the search is given up, nobody knows", () => {
  // 26 appends at once, and a get that shows 24 of them: 2^26 sets of them, and all lead nowhere.
  const told: Told[] = [];
  for (let i = 0; i < 26; i++) told.push(invoke(i, i, "append", "ab"[i % 2]));
  for (let i = 0; i < 26; i++) told.push(ok(i, i));
  told.push(invoke(30, 30, "get"), ok(30, 30, "ab".repeat(12)));
  expect(judged(...told, END)?.unknown).toBe(
    `Nobody can say whether the operations on "k" have an order: no verdict after 20,000,000 steps of the search.`,
  );
  // A demand that isn't met beside it is a failure all the same.
  expect(judged(...told, UNMET)).toBeUndefined();
});
