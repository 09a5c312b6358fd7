import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { gradesCsv } from "./grades-csv";
import { gradeWith, labWith, LOST_TEST, testWith } from "./sample";

const rows = (text: string): string[][] => parse(text) as string[][];

test("a line a submission, with points by lab and the tests that took some away", () => {
  const lab2b = labWith([LOST_TEST], { lab: "2b" });
  expect(rows(gradesCsv([gradeWith("ada", [labWith([testWith()]), lab2b])]))).toEqual([
    ["submission", "status", "points", "of", "2a", "2b", "failed"],
    ["ada", "graded", "20", "40", "20", "0", "2b/re-election"],
  ]);
});

test("where there is no grade there is no number, and never a 0", () => {
  const unknown = labWith([testWith({ verdict: "unknown", earned: 0 })]);
  expect(rows(gradesCsv([gradeWith("ada", [unknown])]))[1]).toEqual([
    "ada",
    "grade again",
    "",
    "20",
    "",
    "2a/initial-election",
  ]);
  const fault = labWith([], { status: "fault", points: 20, because: "its process ended twice" });
  expect(rows(gradesCsv([gradeWith("ada", [fault])]))[1]).toEqual(["ada", "grade again", "", "20", "", "2a fault"]);
  const rejected = labWith([], { status: "rejected", points: 20 });
  expect(rows(gradesCsv([gradeWith("ada", [rejected])]))[1]).toEqual([
    "ada",
    "rejected",
    "0",
    "20",
    "0",
    "2a rejected",
  ]);
});

test("any name comes back, and none is taken for a formula", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (name) => {
      const cell = rows(gradesCsv([gradeWith(name)]))[1][0];
      expect(cell.replace(/^'/, "")).toBe(name.replace(/^'/, ""));
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
