import { apply, boot, breach, start, wordsOf } from "./lone-trace";

const STARTS = [start(0, '{"a":1,"b":2}'), start(1, '"x"')];

test("another command at an index, at another server or after a restart", () => {
  const expected = {
    law: "same-command-same-index",
    what: "S2 applies another command at index 1 than S0 did at 0.300 s.",
    expected: '{"a":1,"b":2}',
    got: '"x"',
  };
  const first = apply(0, 1, '{"b":2,"a":1}');
  expect(wordsOf(breach([...STARTS, first, apply(2, 1, '"x"')]))).toEqual({ ...expected, servers: [0, 2] });
  const what = "S0 applies another command at index 1 than it did at 0.300 s.";
  expect(breach([...STARTS, first, boot(0), apply(0, 1, '"x"')])).toMatchObject({ what, servers: [0, 0] });
});

test("the same command, with its keys in another order", () => {
  expect(
    breach([...STARTS, apply(0, 1, '{"a":1,"b":2}'), apply(2, 1, '{"b":2,"a":1}'), apply(2, 2, '"x"')]),
  ).toBeUndefined();
});

test("a long command is cut short in the sentence", () => {
  const long = JSON.stringify("y".repeat(100));
  const violation = breach([start(0, long), start(0, "1"), apply(0, 1, long), apply(1, 1, "1")]);
  expect(violation?.expected).toBe(`"${"y".repeat(56)}…`);
});
