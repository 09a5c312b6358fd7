import fc from "fast-check";
import { FAILED_TEST, FULL_GRADE, gradeWith, labWith, MIXED_GRADE, REJECTED_LAB, UNJUDGED_GRADE } from "../sample";
import { anyGrade } from "./any-grade";
import { golden } from "./golden-file";
import { prairielearn, PRAIRIELEARN_MAX_BYTES } from "./prairielearn";
import schema from "./prairielearn.schema.json";
import { validatorOf } from "./validator";

const errorsIn = validatorOf(schema);

test.each([
  ["prairielearn.json", MIXED_GRADE],
  ["prairielearn-rejected.json", gradeWith([REJECTED_LAB])],
  ["prairielearn-unjudged.json", UNJUDGED_GRADE],
])("%s", (file, grade) => {
  const text = prairielearn(grade);
  expect(text).toBe(golden(file, text));
  expect(errorsIn(text)).toEqual([]);
});

test("any grade is what the schema says", () => {
  fc.assert(fc.property(anyGrade, (grade) => expect(errorsIn(prairielearn(grade))).toEqual([])));
});

test("code with errors and what has no verdict is not gradable, all else is", () => {
  const gradable = [FULL_GRADE, MIXED_GRADE, gradeWith([REJECTED_LAB]), UNJUDGED_GRADE].map(
    (grade) => JSON.parse(prairielearn(grade)).gradable,
  );
  expect(gradable).toEqual([true, true, false, false]);
});

test("however much there is to say, it stays below 1 MB", () => {
  const long = { ...FAILED_TEST, failure: { ...FAILED_TEST.failure!, message: "é".repeat(400_000) } };
  const text = prairielearn(gradeWith([labWith(Array(8).fill(long))]));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(PRAIRIELEARN_MAX_BYTES);
  expect(JSON.parse(text).tests[7].output).toMatch(/é\n… \d+ more characters$/);
});
