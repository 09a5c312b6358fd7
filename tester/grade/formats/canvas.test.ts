import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { FULL_GRADE, gradeWith, labWith, testWith, UNJUDGED_GRADE } from "../sample";
import { anyText } from "./any-grade";
import { canvas, GradebookError } from "./canvas";
import { golden } from "./golden-file";

const HALF = gradeWith([labWith([testWith(), testWith({ points: 80, earned: 0, verdict: "fail" })])], {
  submission: "ADA",
});
const ALL = gradeWith([labWith([testWith({ points: 100, earned: 100 })])], { submission: "grace" });
const STRAY = gradeWith([labWith([testWith({ points: 100, earned: 100 })])], { submission: "nobody" });

const BOOK = [
  "Student,ID,SIS User ID,SIS Login ID,Section,Homework (77),Raft (4711),Final Score",
  ",,,,,Manual Posting,,",
  "    Points Possible,,,,,10,100,(read only)",
  '"Lovelace, Ada",12,u12,ada,"Systems, A",9.5,,"81,5"',
  '"Hopper, ""Amazing"" Grace",13,u13,grace,=Systems,"10",3,',
  "תלמיד,14,u14,alan,Systems,,7,",
  "Late Comer,15,u15,late,Systems,,,",
  '"Student, Test",99,,x7f,Systems,,,',
  "",
].join("\r\n");

test("canvas.csv: one column is filled, all else stays byte for byte", () => {
  const { csv, notes, filled } = canvas(BOOK, [HALF, ALL, UNJUDGED_GRADE, STRAY], { assignment: "Raft" });
  expect(csv).toBe(golden("canvas.csv", csv));
  const expected = BOOK.replace('9.5,,"81,5"', '9.5,20,"81,5"').replace('"10",3,', '"10",100,');
  expect(csv).toBe(expected);
  expect(filled).toBe(2);
  expect(notes).toEqual([
    "תלמיד has no grade yet: the cell stays as it was.",
    "Late Comer has no submission: the cell stays as it was.",
    "The submission nobody is nobody's: column \"SIS Login ID\" doesn't have it.",
  ]);
});

test("the column that knows most submissions is taken, or the one that was named", () => {
  const byName = gradeWith([labWith([testWith()])], { submission: "Lovelace, Ada" });
  expect(canvas(BOOK, [byName], { assignment: "4711" }).csv).toContain('9.5,20,"81,5"');
  const byId = gradeWith([labWith([testWith()])], { submission: "u13" });
  expect(canvas(BOOK, [byId], { assignment: "Raft (4711)", student: "SIS User ID" }).csv).toContain('"10",20,');
});

test("points that Canvas counts otherwise are said", () => {
  expect(canvas(BOOK, [FULL_GRADE], { assignment: "Raft" }).notes[0]).toBe(
    'Canvas counts 100 points for "Raft (4711)", and these grades are of 20.',
  );
});

test.each([
  [
    BOOK,
    {},
    'it has not just one assignment: name one of its columns with --canvas-assignment; there are "Homework (77)", "Raft (4711)"',
  ],
  [
    BOOK,
    { assignment: "Paxos" },
    'it has not just one assignment "Paxos": name one of its columns with --canvas-assignment; there are "Homework (77)", "Raft (4711)"',
  ],
  ["a,b\n", {}, "it doesn't begin with a column \"Student\": export it from Canvas's gradebook"],
  ["", {}, "it doesn't begin with a column \"Student\": export it from Canvas's gradebook"],
  [
    'Student,"x\n',
    {},
    "it can't be read as CSV (Quote Not Closed: the parsing is finished with an opening quote at line 1)",
  ],
])("a gradebook that makes no sense is refused in a sentence", (book, options, sentence) => {
  expect(() => canvas(book, [ALL], options)).toThrow(new GradebookError(sentence));
});

// A lone half of a surrogate pair is no text that a file could hold.
const anyCell = anyText.map((text) => text.replace(/\p{Cs}/gu, ""));
const anyName = anyCell.map((text) => `n${text}`.replace(/\s+$/, ""));

test("whatever the names, a gradebook of which nobody is known comes back byte for byte", () => {
  const anyRow = fc.array(anyCell, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(anyRow),
      fc.boolean(),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      (rows, quoted, eol, hasMark) => {
        const text = stringify([["Student", "ID", "Raft (1)", "Notes"], ...rows], {
          quoted,
          record_delimiter: eol,
          bom: hasMark,
        });
        expect(canvas(text, []).csv).toBe(text);
      },
    ),
  );
});

test("whatever the names, each student gets the points and nobody else's cell changes", () => {
  const anyNames = fc.uniqueArray(anyName, {
    minLength: 1,
    maxLength: 5,
    selector: (name) => name.trim().toLowerCase(),
  });
  fc.assert(
    fc.property(anyNames, fc.boolean(), (names, quoted) => {
      const rows = names.map((name, i) => [name, String(i), "", "=kept"]);
      const text = stringify([["Student", "ID", "Raft (1)", "Notes"], ...rows], { quoted });
      const grades = names.map((name, i) =>
        gradeWith([labWith([testWith({ points: 100, earned: i })])], { submission: name }),
      );
      const { csv, filled } = canvas(text, grades, { student: "Student" });
      expect(filled).toBe(names.length);
      expect(parse(csv).slice(1)).toEqual(names.map((name, i) => [name, String(i), String(i), "=kept"]));
    }),
  );
});
