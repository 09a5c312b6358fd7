import { spreadOf } from "./spread";

test("a spread is least, middle and greatest", () => {
  expect(spreadOf([3, 1, 10])).toEqual({ min: 1, median: 3, max: 10, count: 3 });
});

test("of an even number, the median lies between the two in the middle", () => {
  expect(spreadOf([4, 1, 2, 9]).median).toBe(3);
});

test("nothing has no spread", () => {
  expect(() => spreadOf([])).toThrow("at least one value");
});
