import { parseSeed, parseSeeds, seedsFor, showSeeds } from "./tiers";

test.each([
  ["quick", { kind: "tier", tier: "quick" }],
  ["grade", { kind: "tier", tier: "grade" }],
  ["50", { kind: "count", count: 50 }],
  ["7..9", { kind: "range", first: 7, last: 9 }],
])("%s is a choice of seeds, and is shown as it is read", (text, choice) => {
  expect(parseSeeds(text)).toEqual(choice);
  expect(showSeeds(parseSeeds(text)!)).toBe(text);
});

test.each(["", "fast", "0", "9..7", "1..", "-3", "1.5", "1..99999999999", "0..4294967295"])("%p is none", (text) => {
  expect(parseSeeds(text)).toBeUndefined();
});

test("a tier counts from the base, as many as the scenario says", () => {
  expect(seedsFor({ kind: "tier", tier: "quick" }, 5, { quick: 3 })).toEqual([5, 6, 7]);
  expect(seedsFor({ kind: "tier", tier: "quick" }, 1, {})).toHaveLength(8);
  expect(seedsFor({ kind: "tier", tier: "grade" }, 1, {})).toHaveLength(60);
});

test("a range ignores the base", () => {
  expect(seedsFor({ kind: "range", first: 2, last: 4 }, 100, { quick: 9 })).toEqual([2, 3, 4]);
});

test("a seed is an integer of 32 bits", () => {
  expect(parseSeed("4294967295")).toBe(4294967295);
  expect(parseSeed("4294967296")).toBeUndefined();
  expect(parseSeed("-1")).toBeUndefined();
});
