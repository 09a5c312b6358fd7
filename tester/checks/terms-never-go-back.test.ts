import { boot, breach, state, wordsOf } from "./lone-trace";

test("a term goes back, over a restart too", () => {
  const expected = {
    law: "terms-never-go-back",
    servers: [2],
    what: "S2 goes back from term 5 to term 4.",
    expected: "a term of at least 5",
    got: "term 4",
  };
  expect(wordsOf(breach([state(2, 5, false), state(2, 4, false)]))).toEqual(expected);
  const crash = { kind: "crash", server: 2, incarnation: 1, kept: 0, cut: 0 } as const;
  expect(wordsOf(breach([state(2, 5, false), crash, boot(2), state(2, 4, false)]))).toEqual(expected);
});

test("a term stays, jumps, or is lower at another server", () => {
  expect(breach([state(2, 5, false), state(2, 5, true), state(2, 900, false), state(1, 3, false)])).toBeUndefined();
});
