import { anomalyOf } from "./anomalies";
import { check } from "./check";
import { keyValue, keyValueInsight, type KeyValueInput } from "./key-value";
import type { Operation } from "./operation";
import { keyValueWorkload, simulate } from "./simulated";

type Asked = Operation<KeyValueInput, string>;
const at = (event: number): string => `${event}.000 s`;

/** Client `Cn` on key "k", from second `invokedAt` to second `returnedAt`. */
function asked(client: number, op: KeyValueInput["op"], value: string, invokedAt: number, returnedAt?: number): Asked {
  const output = returnedAt === undefined ? undefined : op === "get" ? value : "";
  const input = { op, key: "k", value: op === "get" ? "" : value };
  return { client: `C${client}`, input, output, invokedAt, returnedAt };
}
const found = (...operations: Asked[]) => anomalyOf(operations, at);

test("a lost append", () => {
  const [append, get] = [asked(2, "append", "b", 2, 3), asked(1, "get", "a", 4, 5)];
  expect(found(asked(0, "append", "a", 0, 1), append, get)).toEqual({
    kind: "lost write",
    key: "k",
    what: `C2 appended "b" to "k" (2.000 s to 3.000 s), and C1's get from 4.000 s on didn't see it, nor did any other.`,
    expected: `an answer with "b"`,
    got: `"a"`,
    operations: [append, get],
  });
  expect(found(asked(0, "append", "a", 0, 1), asked(2, "append", "b", 2, 4.5), get)).toBeUndefined();
});

test("a lost put", () => {
  const [a, b] = [asked(0, "put", "a", 0, 1), asked(2, "put", "b", 2, 3)];
  expect(found(a, b, asked(1, "get", "a", 4, 5))?.what).toBe(
    `C2 put "b" to "k" (2.000 s to 3.000 s), and C1's get from 4.000 s on didn't see it, nor did any other.`,
  );
});

test("a write that a put may have hidden isn't lost", () => {
  const append = asked(0, "append", "a", 0, 2);
  expect(found(append, asked(1, "put", "b", 1, 3), asked(2, "get", "b", 4, 5))).toBeUndefined();
  expect(found(append, asked(1, "put", "b", 1), asked(2, "get", "b", 4, 5))).toBeUndefined();
  // This one came before it, as an answer shows; or it isn't what the answer begins with.
  const both = asked(3, "get", "ba", 6, 7);
  expect(found(append, asked(1, "put", "b", 1, 3), asked(2, "get", "b", 4, 5), both)?.kind).toBe("stale read");
  expect(found(append, asked(1, "put", "b", 1, 3), asked(2, "get", "", 4, 5))?.kind).toBe("lost write");
});

test("a stale read: the write had returned, or somebody had seen it", () => {
  const [append, stale, later] = [asked(0, "append", "a", 0, 1), asked(1, "get", "", 2, 3), asked(2, "get", "a", 4, 5)];
  expect(found(append, stale, later)).toMatchObject({
    kind: "stale read",
    what:
      `C0 appended "a" to "k" (0.000 s to 1.000 s) and C2's get from 4.000 s on saw it, ` +
      `but C1's get from 2.000 s on didn't.`,
    got: `""`,
  });
  const open = asked(0, "append", "a", 0);
  expect(found(open, asked(1, "get", "a", 2, 3), asked(2, "get", "", 4, 5))?.what).toBe(
    `C0 appended "a" to "k" (0.000 s with no answer) and C1's get from 2.000 s on saw it, ` +
      `but C2's get from 4.000 s on didn't.`,
  );
  expect(found(open, stale, later)).toBeUndefined();
});

test("a duplicated append", () => {
  expect(found(asked(0, "append", "a", 0, 1), asked(1, "get", "aa", 2, 3))).toMatchObject({
    kind: "duplicated write",
    what: `C0 appended "a" to "k" (0.000 s to 1.000 s) once, and C1's get from 2.000 s on saw it twice.`,
    expected: `"a" once`,
    got: `"aa"`,
  });
});

test("what nobody wrote, or not yet", () => {
  expect(found(asked(0, "append", "a", 0, 1), asked(1, "get", "ax", 2, 3))?.what).toBe(
    `C1's get from 2.000 s on saw what nobody wrote to "k": "x".`,
  );
  expect(found(asked(1, "get", "a", 2, 3), asked(0, "append", "a", 4, 5))?.what).toBe(
    `C1's get from 2.000 s on saw "a", which C0 wrote only from 4.000 s on.`,
  );
});

test("what doesn't tell who wrote it is left to the search", () => {
  const get = asked(1, "get", "aa", 4, 5);
  expect(found(asked(0, "append", "a", 0, 1), asked(0, "append", "a", 2, 3), get)).toBeUndefined();
  expect(found(asked(0, "append", "a", 0, 1), asked(0, "append", "ab", 2, 3), get)).toBeUndefined();
  expect(found(asked(0, "append", "", 0, 1), get)).toBeUndefined();
});

test("never found in a linearizable history, and in most of those that aren't", () => {
  const kinds: { [kind: string]: number } = {};
  let [wrong, seen] = [0, 0];
  for (let seed = 1; seed <= 4_000; seed++) {
    const shape = { clients: 2 + (seed % 4), operations: 5 + (seed % 20), openPpm: (seed % 2) * 40_000 };
    const workload = keyValueWorkload(1, seed % 3 === 0 ? { puts: true } : {});
    const history = simulate(workload, { seed, ...shape, flawPpm: (seed % 5) * 40_000 });
    const anomaly = anomalyOf(history, at);
    const { kind } = check(keyValue, history, undefined, keyValueInsight);
    if (anomaly !== undefined) expect([seed, anomaly.what, kind]).toEqual([seed, anomaly.what, "not"]);
    if (kind === "not") wrong++;
    if (anomaly !== undefined) seen++;
    if (anomaly !== undefined) kinds[anomaly.kind] = (kinds[anomaly.kind] ?? 0) + 1;
  }
  expect(seen / wrong).toBeGreaterThan(0.8);
  for (const kind of ["lost write", "stale read", "duplicated write"]) expect(kinds[kind]).toBeGreaterThan(100);
});
