import fc from "fast-check";
import { Ranges, stretchesOf } from "./ranges";

test("stretches are as few as can be, and hold the numbers and no others", () => {
  expect(stretchesOf([4, 3, 9, 5, 4])).toEqual(["3-5", "9"]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(30)), (numbers) => {
      const ranges = new Ranges();
      for (const stretch of stretchesOf(numbers)) ranges.add(stretch);
      expect(ranges.isEmpty).toBe(numbers.length === 0);
      for (let i = 0; i <= 31; i++) expect(ranges.has(i)).toBe(numbers.includes(i));
    }),
  );
});
