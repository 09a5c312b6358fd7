import type { Thrown } from "../trace/event";
import { DEMANDS } from "./demands";
import { breach, END, wordsOf, type Told } from "./lone-trace";

test.each(Object.keys(DEMANDS))("a demand that isn't met is told in its own words: %s", (demand) => {
  const unmet: Told = { kind: "unmet", demand, servers: [1], expected: "this", got: "that" };
  const violation = breach([unmet]);
  expect(violation).toMatchObject({
    law: demand,
    servers: [1],
    expected: "this",
    got: "that",
    n: 4,
    atUs: 100_000,
    frames: [],
  });
  expect(violation).toMatchObject(DEMANDS[demand]);
  expect(violation?.what).toMatch(/^[A-Z].*\.$/);
});

test("a run that ends by itself breaks nothing", () => {
  expect(breach([END])).toBeUndefined();
});

test("a budget that ran out", () => {
  const overrun: Told = {
    kind: "overrun",
    server: 2,
    budget: "calls",
    limit: 20_000,
    unit: "calls sent within one second of virtual time",
    hint: "a retry",
  };
  expect(wordsOf(breach([overrun]))).toEqual({
    law: "budget",
    servers: [2],
    what: "S2 ran away: more than 20,000 calls sent within one second of virtual time.",
    expected: "at most 20,000",
    got: "more",
  });
  expect(breach([overrun])?.often).toBe("a retry.");
});

const thrown = (how: Thrown["how"], text: string): Told => ({
  ...{ kind: "throw", server: 1, error: { how, text, frames: ["at Raft.x (raft.ts:1:2)"] } },
});

test.each<[Thrown["how"], string, string]>([
  ["throw", "TypeError: x is not a function", "S1 threw TypeError: x is not a function"],
  ["rejection", "Error: lost", "S1 has a rejection that nobody handles: Error: lost"],
  ["contract", "class Raft has no method kill", "S1: class Raft has no method kill"],
])("an error of the submission's: %s", (how, text, what) => {
  expect(breach([thrown(how, text)])).toMatchObject({
    ...{ law: "submission", servers: [1], what, frames: ["at Raft.x (raft.ts:1:2)"], expected: "", got: "" },
  });
});

test("a method that isn't there is the caller's error, and named with it", () => {
  const send: Told = { kind: "send", server: 2, to: 1, call: 7, method: "Raft.x", args: "1" };
  const deliver: Told = { kind: "deliver", server: 1, from: 2, call: 7, copy: 0 };
  const misuse = thrown("misuse", 'called "Raft.x", but class Raft has no public method x');
  expect(breach([send, deliver, misuse])?.what).toBe('S2 called "Raft.x", but class Raft has no public method x');
});

test("an unwritten stub keeps its mark: the run has not started", () => {
  const error: Thrown = {
    how: "todo",
    text: "lab 2a: x is still to be written",
    frames: [],
    todo: { lab: "2a", what: "x" },
  };
  expect(breach([{ kind: "throw", server: 0, error }])?.todo).toEqual({ lab: "2a", what: "x" });
});
