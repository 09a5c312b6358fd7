import { beforeAnswer } from "./crash-before-answer";

test("the answer after an apply is not given, in the same event or in a later one", () => {
  const plan = beforeAnswer();
  expect(plan(["answer\t1\t{}", "save\t{}", "send\t1\t0\tx\t{}"])).toBeUndefined();
  expect(plan(["answer\t2\t{}", 'apply\t{"index":1}', "arm\t1\t5", "answer\t3\t{}", "disarm\t1"])).toBe(3);

  const later = beforeAnswer();
  expect(later(['apply\t{"index":1}'])).toBeUndefined();
  expect(later(["arm\t1\t5"])).toBeUndefined();
  expect(later(["log\tinfo\t{}", "answer\t3\t{}"])).toBe(1);
});
