import fc from "fast-check";
import { MIXED_GRADE } from "../sample";
import { anyGrade } from "./any-grade";
import { autolab } from "./autolab";
import { golden } from "./golden-file";

test("autolab.txt", () => {
  const text = autolab(MIXED_GRADE);
  expect(text).toBe(golden("autolab.txt", text));
});

test("the last line is the scores, and no line before it can be taken for them", () => {
  fc.assert(
    fc.property(anyGrade, (grade) => {
      const lines = autolab(grade)
        .trimEnd()
        .split(/\r\n|[\n\r\u2028\u2029\u0085]/);
      const scores = Object.fromEntries(grade.labs.map(({ lab, earned }) => [lab, earned]));
      expect(JSON.parse(lines.at(-1)!)).toEqual({ scores });
      expect(lines.slice(0, -1).filter((line) => line.startsWith("{"))).toEqual([]);
    }),
  );
});
