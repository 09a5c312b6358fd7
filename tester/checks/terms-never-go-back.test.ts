import { boot, breach, crash, state, wordsOf, type Told } from "./lone-trace";

const answer = (server: number, atMs: number): Told => ({
  ...{ kind: "answer", server, to: 0, call: 1, reply: "null", atMs },
});

const BACK = {
  law: "terms-never-go-back",
  servers: [2],
  what: "S2 goes back from term 5 to term 4.",
  expected: "a term of at least 5",
  got: "term 4",
};

test("a term goes back", () => {
  expect(wordsOf(breach([state(2, 5, false), state(2, 4, false)]))).toEqual(BACK);
});

test("a term goes back over a restart, although the server has spoken in it for long", () => {
  const told = [state(2, 5, false), answer(2, 2_000), crash(2), boot(2), state(2, 4, false)];
  expect(wordsOf(breach(told))).toEqual(BACK);
});

test("a term is lost with a crash that nobody had heard of: it need not have been saved yet", () => {
  expect(breach([state(2, 5, false), crash(2), boot(2), state(2, 4, false)])).toBeUndefined();
  expect(breach([state(2, 5, false), answer(2, 150), crash(2), boot(2), state(2, 4, false)])).toBeUndefined();
});

test("a term stays, jumps, or is lower at another server", () => {
  expect(breach([state(2, 5, false), state(2, 5, true), state(2, 900, false), state(1, 3, false)])).toBeUndefined();
});
