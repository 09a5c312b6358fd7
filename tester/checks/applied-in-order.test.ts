import { apply, boot, breach, start, wordsOf, type Told } from "./lone-trace";

const [a, b]: Told[] = [start(0, "1"), start(0, "2")];

test("an entry is left out", () => {
  expect(wordsOf(breach([a, b, apply(1, 2, "2")]))).toEqual({
    law: "applied-in-order",
    servers: [1],
    what: "S1 skips an entry.",
    expected: "index 1",
    got: "index 2",
  });
});

test("an entry is applied twice", () => {
  expect(wordsOf(breach([a, b, apply(1, 1, "1"), apply(1, 2, "2"), apply(1, 2, "2")]))).toEqual({
    law: "applied-in-order",
    servers: [1],
    what: "S1 applies index 2 a second time.",
    expected: "index 3",
    got: "index 2",
  });
  expect(breach([a, apply(1, 0, "1")])).toMatchObject({ law: "applied-in-order", got: "index 0" });
});

test("each server counts for itself, from 1 again after a restart, and on after a snapshot", () => {
  const snapshot: Told = { kind: "applySnapshot", server: 2, index: 1, term: 1, snapshot: "" };
  const told = [
    a,
    b,
    apply(1, 1, "1"),
    apply(0, 1, "1"),
    boot(1),
    apply(1, 1, "1"),
    apply(1, 2, "2"),
    snapshot,
    apply(2, 2, "2"),
  ];
  expect(breach(told)).toBeUndefined();
});
