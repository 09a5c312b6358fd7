import { compare } from "./comparison";
import { gradeOf, labWith, LOST_TEST, testWith } from "./sample";

test("says whose grade changed, and why", () => {
  const before = [gradeOf("ada"), gradeOf("bob"), gradeOf("gone")];
  const lost = { ...LOST_TEST, scenario: "initial-election" };
  const after = [gradeOf("ada"), gradeOf("bob", [labWith([lost])]), gradeOf("new")];
  expect(compare(before, after)).toEqual([
    {
      ...{ submission: "bob", before: 20, after: 0 },
      because: ["2a/initial-election was pass with 20 points, and is fail with 0."],
    },
    { submission: "new", before: undefined, after: 20, because: ["It is new."] },
    { submission: "gone", before: 20, after: undefined, because: ["It isn't among the submissions any more."] },
  ]);
});

test("tells other files, other tests and other states apart", () => {
  const before = gradeOf("ada");
  const moved = { ...gradeOf("ada", [labWith([testWith(), LOST_TEST])]), submissionHash: "ef56" };
  expect(compare([before], [moved])[0].because).toEqual([
    "Its files are others.",
    "2a/re-election is a new test: fail.",
  ]);
  const rejected = gradeOf("ada", [labWith([], { status: "rejected", because: "The code has errors." })]);
  expect(compare([before], [rejected])[0].because).toEqual([
    "Lab 2a was graded, and is rejected (The code has errors).",
  ]);
});
