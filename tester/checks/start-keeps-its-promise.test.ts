import { apply, boot, breach, END, start, started, state, wordsOf, type Told } from "./lone-trace";
import { startKeepsItsPromise } from "./start-keeps-its-promise";

/** S0 leads term 3 and takes "a" at index 5; S1 takes "b". */
const TAKEN = [state(0, 3, true), start(0, '"a"'), started(0, 5, 3), start(1, '"b"'), started(1, 0, 0, false)];
const law = "start-keeps-its-promise";
/** Only this law: the traces here begin in the middle of a log. */
const broken = (...told: Told[]): object | undefined => wordsOf(breach(told, [startKeepsItsPromise]));

test("start says leader, getState doesn't", () => {
  expect(broken(state(0, 3, false), start(0, '"a"'), started(0, 1, 3))).toEqual({
    law,
    servers: [0],
    what: "S0 answers start as leader of term 3, but getState says otherwise.",
    expected: "isLeader: false (S0 follows in term 3)",
    got: "isLeader: true, index 1, term 3",
  });
});

test("start says another term than getState", () => {
  expect(broken(state(0, 3, true), start(0, '"a"'), started(0, 1, 4))).toMatchObject({ law, expected: "term 3" });
  expect(broken(state(0, 3, true), start(0, '"a"'), started(0, 1, 3))).toBeUndefined();
});

test("what isn't said as leader doesn't count", () => {
  expect(broken(state(0, 3, true), start(0, '"a"'), started(0, 99, 1, false))).toBeUndefined();
});

test("indices of one term follow one another", () => {
  expect(broken(...TAKEN, start(0, '"c"'), started(0, 7, 3))).toEqual({
    law,
    servers: [0],
    what: "S0 gives index 7 to a command right after index 5 in the same term 3.",
    expected: "index 6",
    got: "index 7",
  });
  expect(broken(...TAKEN, start(0, '"c"'), started(0, 5, 3))).toMatchObject({ expected: "index 6", got: "index 5" });
  expect(broken(...TAKEN, start(0, '"c"'), started(0, 6, 3))).toBeUndefined();
});

test("a new term, or a restart, may begin anywhere", () => {
  expect(broken(...TAKEN, state(0, 4, true), start(0, '"c"'), started(0, 2, 4))).toBeUndefined();
  expect(broken(...TAKEN, boot(0), state(0, 4, true), start(0, '"c"'), started(0, 2, 4))).toBeUndefined();
});

describe("a leader applies another command than it took", () => {
  const OTHER = apply(0, 5, '"b"');
  const expected = {
    law,
    servers: [0],
    what: "S0, leader of term 3, applied another command at index 5 than the one it took there.",
    expected: '"a"',
    got: '"b"',
  };

  test("and leads on: found once its event is over", () => {
    expect(broken(...TAKEN, OTHER)).toBeUndefined();
    expect(broken(...TAKEN, OTHER, END)).toEqual(expected);
    expect(broken(...TAKEN, OTHER, { kind: "save", server: 0, state: "", sizeBytes: 0 }, state(1, 9, false))).toEqual(
      expected,
    );
    expect(broken(...TAKEN, OTHER, { kind: "send", server: 1, to: 0, call: 9, method: "Raft.x", args: "1" })).toEqual(
      expected,
    );
  });

  test("but steps down in that event", () => {
    expect(
      broken(...TAKEN, OTHER, { kind: "save", server: 0, state: "", sizeBytes: 0 }, state(0, 4, false), END),
    ).toBeUndefined();
  });

  test("but stepped down before", () => {
    expect(broken(...TAKEN, state(0, 4, false), OTHER, END)).toBeUndefined();
  });

  test("but crashes within that event, before its state could show", () => {
    const within: Told = { kind: "crash", server: 0, incarnation: 1, kept: 2, cut: 1 };
    expect(broken(...TAKEN, OTHER, within, END)).toBeUndefined();
    const after: Told = { kind: "crash", server: 0, incarnation: 1, kept: 0, cut: 0 };
    expect(broken(...TAKEN, OTHER, after, END)).toEqual(expected);
  });
});

test("the same command with its keys in another order is the one it took", () => {
  const told = [state(0, 3, true), start(0, '{"a":1,"b":2}'), started(0, 1, 3), apply(0, 1, '{"b":2,"a":1}'), END];
  expect(broken(...told)).toBeUndefined();
});
