import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { anyGrade } from "./formats/any-grade";
import { gradesCsv } from "./grades-csv";
import { gradeOf, labWith, LOST_TEST, testWith } from "./sample";

const rows = (text: string): string[][] => parse(text) as string[][];

test("a line a submission, with points by lab and the tests that took some away", () => {
  const lab2b = labWith([LOST_TEST], { lab: "2b" });
  expect(rows(gradesCsv([gradeOf("ada", [labWith([testWith()]), lab2b])]))).toEqual([
    ["submission", "status", "points", "of", "2a", "2b", "failed"],
    ["ada", "graded", "20", "40", "20", "0", "2b/re-election"],
  ]);
});

test("where there is no grade there is no number, and never a 0", () => {
  const unknown = labWith([testWith({ verdict: "unknown", earned: 0 })]);
  expect(rows(gradesCsv([gradeOf("ada", [unknown])]))[1]).toEqual([
    "ada",
    "grade again",
    "",
    "20",
    "",
    "2a/initial-election",
  ]);
  const fault = labWith([], { status: "fault", points: 20, because: "its process ended twice" });
  expect(rows(gradesCsv([gradeOf("ada", [fault])]))[1]).toEqual(["ada", "grade again", "", "20", "", "2a fault"]);
  const rejected = labWith([], { status: "rejected", points: 20 });
  expect(rows(gradesCsv([gradeOf("ada", [rejected])]))[1]).toEqual(["ada", "rejected", "0", "20", "0", "2a rejected"]);
});

test("read back by a CSV library, every name is what it was, but for formulas, which are defused", () => {
  fc.assert(
    fc.property(anyGrade, (grade) => {
      const [head, row] = parse(gradesCsv([grade])) as string[][];
      // Half a surrogate pair is no text that a file can hold.
      const name = Buffer.from(grade.submission).toString();
      expect(row).toHaveLength(head.length);
      const isFormula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(name);
      expect(row[0]).toBe(isFormula ? `'${name}` : name);
      for (const cell of row.slice(1)) expect(cell).not.toMatch(/^[=@]/);
    }),
  );
});
