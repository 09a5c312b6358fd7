import fc from "fast-check";
import { FULL_GRADE, gradeWith, labWith, MIXED_GRADE, testWith } from "../sample";
import { anyGrade } from "./any-grade";
import { classroom50, type Classroom50Context } from "./classroom50";
import schema from "./classroom50.schema.json";
import { golden } from "./golden-file";
import { validatorOf } from "./validator";

const errorsIn = validatorOf(schema);
const CONTEXT: Classroom50Context = {
  ...{ classroom: "systems", assignment: "raft", assignmentType: "individual", owner: "ada" },
  submission: "submit/20261125T030405Z-c0ffee0",
  commit: "https://git.example/systems-raft-ada/commit/c0ffee0",
  release: "https://git.example/systems-raft-ada/releases/1",
  ...{ review: "https://git.example/systems-raft-ada/compare/1...2", datetime: "2026-11-25T03:04:05Z" },
};

test("classroom50.json", () => {
  const text = classroom50(MIXED_GRADE, CONTEXT);
  expect(text).toBe(golden("classroom50.json", text));
  expect(errorsIn(text)).toEqual([]);
});

test("any grade is what the schema says: integers, and no score above its maximum", () => {
  fc.assert(
    fc.property(anyGrade, (grade) => {
      const text = classroom50(grade, CONTEXT);
      expect(errorsIn(text)).toEqual([]);
      const { tests, ...whole } = JSON.parse(text);
      for (const each of [whole, ...tests]) expect(each.score).toBeLessThanOrEqual(each["max-score"]);
    }),
  );
});

test("points of a fraction of the seeds are rounded down", () => {
  const grade = gradeWith([labWith([testWith({ earned: 19.99, verdict: "fail" })])]);
  expect(JSON.parse(classroom50(grade, CONTEXT))).toMatchObject({ score: 19, "max-score": 20 });
});

test("the schema finds what is wrong", () => {
  const right = JSON.parse(classroom50(FULL_GRADE, CONTEXT));
  for (const wrong of [
    { ...right, score: 1.5 },
    { ...right, usernames: [] },
    { ...right, submission: "main" },
  ]) {
    expect(errorsIn(JSON.stringify(wrong))).not.toEqual([]);
  }
});
