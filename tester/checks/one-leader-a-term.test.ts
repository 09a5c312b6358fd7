import { breach, state, wordsOf } from "./lone-trace";

test("two leaders of one term", () => {
  expect(wordsOf(breach([state(1, 2, true), state(1, 2, false), state(0, 2, true)]))).toEqual({
    law: "one-leader-a-term",
    servers: [1, 0],
    what: "S0 is leader of term 2, and so was S1.",
    expected: "one leader in term 2, for ever",
    got: "S1 at 0.100 s, S0 at 0.300 s",
  });
});

test("two leaders of two terms at once, and one server twice", () => {
  expect(
    breach([state(0, 1, true), state(1, 2, true), state(2, 2, false), state(1, 2, false), state(1, 2, true)]),
  ).toBeUndefined();
});
