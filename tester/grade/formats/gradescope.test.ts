import fc from "fast-check";
import { FULL_GRADE, gradeWith, labWith, MIXED_GRADE, testWith, THREW_TEST, UNJUDGED_GRADE } from "../sample";
import { pointsOf } from "../result";
import { anyGrade } from "./any-grade";
import { golden } from "./golden-file";
import { gradescope, VISIBILITIES } from "./gradescope";
import schema from "./gradescope.schema.json";
import { validatorOf } from "./validator";

const errorsIn = validatorOf(schema);
const HIDDEN = { isHidden: (token: string) => Number(token.split("/")[2]) > 8, visibility: "after_due_date" as const };

test.each([
  ["gradescope.json", MIXED_GRADE, { executionSeconds: 61.4 }],
  ["gradescope-hidden.json", MIXED_GRADE, { hidden: HIDDEN }],
  ["gradescope-unjudged.json", UNJUDGED_GRADE, {}],
])("%s", (file, grade, options) => {
  const text = gradescope(grade, options);
  expect(text).toBe(golden(file, text));
  expect(errorsIn(text)).toEqual([]);
});

test("any grade is what the schema says, and its tests add up to its score", () => {
  const anyHidden = fc.option(fc.constantFrom(...VISIBILITIES), { nil: undefined });
  fc.assert(
    fc.property(anyGrade, anyHidden, (grade, visibility) => {
      const text = gradescope(grade, visibility && { hidden: { ...HIDDEN, visibility } });
      expect(errorsIn(text)).toEqual([]);
      const { tests, score } = JSON.parse(text);
      const sum = tests.reduce((total: number, each: { score?: number }) => total + (each.score ?? 0), 0);
      expect(sum).toBeCloseTo(pointsOf(grade).earned, 5);
      expect(score ?? sum).toBeCloseTo(sum, 5);
    }),
  );
});

test("while hidden seeds are hidden, nothing that students see tells of them", () => {
  const grade = gradeWith([labWith([testWith(), THREW_TEST])]);
  const { score, tests, output } = JSON.parse(gradescope(grade, { hidden: HIDDEN }));
  const seen = tests.filter(({ visibility }: { visibility: string }) => visibility === "visible");
  expect(seen.map(({ status }: { status: string }) => status)).toEqual(["passed", "passed"]);
  expect(JSON.stringify([seen, output, score])).not.toMatch(/3000000000|threw|of \d+ points|"score"/);
  expect(tests.filter(({ visibility }: { visibility: string }) => visibility === "after_due_date")).toHaveLength(2);
});

test("the schema finds what is wrong", () => {
  const right = JSON.parse(gradescope(FULL_GRADE));
  const wrongs = [
    { ...right, tests: [{ ...right.tests[0], visibility: "never" }] },
    { ...right, tests: [{ ...right.tests[0], max_score: undefined }] },
    { ...right, scores: 1 },
  ];
  for (const wrong of wrongs) expect(errorsIn(JSON.stringify(wrong))).not.toEqual([]);
});
