import { commonFrames, type Place } from "./places";

const place = (name: string, line: number): Place => ({ name, start: `${name}:0`, line, column: 5 });

test("the innermost common call is named, at the first of its lines that was seen", () => {
  const stacks = [
    [place("helper", 90), place("spin", 12), place("ticker", 3)],
    [place("spin", 11), place("ticker", 3)],
    [place("other", 70), place("spin", 13), place("ticker", 3)],
  ];
  expect(commonFrames(stacks)).toEqual(["at spin (submission.js:11:5)", "at ticker (submission.js:3:5)"]);
});

test("functions of the same name at different places aren't the same", () => {
  expect(commonFrames([[{ ...place("f", 1), start: "a" }], [{ ...place("f", 1), start: "b" }]])).toEqual([]);
});

test("a function without a name is its place alone", () => {
  expect(commonFrames([[place("", 4)]])).toEqual(["at submission.js:4:5"]);
});

test("no looks, no frames", () => {
  expect(commonFrames([])).toEqual([]);
});
