import { failedNeeds, planHash, planLabs, seedsOfGrade } from "./plan";

const SCENARIO = { lab: "2a", name: "initial-election", title: "initial election", points: 8, quick: 3, grade: 6 };

test("without a salt the seeds are those of the grade tier", () => {
  expect(seedsOfGrade(SCENARIO, {})).toEqual([1, 2, 3, 4, 5, 6]);
});

test("with a salt the quick tier's seeds stay open, and the others are the salt's own", () => {
  const seeds = seedsOfGrade(SCENARIO, { salt: "spring" });
  expect(seeds.slice(0, 3)).toEqual([1, 2, 3]);
  expect(seeds.slice(3)).toHaveLength(3);
  expect(seeds.slice(3).every((seed) => Number.isInteger(seed) && seed > 6)).toBe(true);
  expect(seedsOfGrade(SCENARIO, { salt: "spring" })).toEqual(seeds);
  expect(seedsOfGrade(SCENARIO, { salt: "autumn" }).slice(3)).not.toEqual(seeds.slice(3));
  expect(seedsOfGrade({ ...SCENARIO, name: "re-election" }, { salt: "spring" }).slice(3)).not.toEqual(seeds.slice(3));
});

test("a lab's hash changes with its seeds, points and credit, and with nothing of another lab", () => {
  const other = { ...SCENARIO, lab: "2b" };
  const hash = (scenario: typeof SCENARIO, salt: string, credit: "all" | "fraction" = "all") =>
    planHash(planLabs([scenario, other], { salt }, credit)[0]);
  const before = hash(SCENARIO, "spring");
  expect(hash(SCENARIO, "spring")).toBe(before);
  expect(hash(SCENARIO, "autumn")).not.toBe(before);
  expect(hash({ ...SCENARIO, points: 9 }, "spring")).not.toBe(before);
  expect(hash(SCENARIO, "spring", "fraction")).not.toBe(before);
  expect(planHash(planLabs([SCENARIO], { salt: "spring" }, "all")[0])).toBe(before);
});

test("a lab needs those that it stands on, with half of their points; what isn't graded is not needed", () => {
  const plan = { labs: [], runsAll: false };
  expect(failedNeeds("2b", plan, new Map([["2a", 0.49]]))).toEqual(["2a"]);
  expect(failedNeeds("2b", plan, new Map([["2a", 0.5]]))).toEqual([]);
  expect(failedNeeds("3b", plan, new Map([["2d", 0]]))).toEqual(["2d"]);
  expect(failedNeeds("3b", plan, new Map())).toEqual([]);
  expect(failedNeeds("2b", { ...plan, runsAll: true }, new Map([["2a", 0]]))).toEqual([]);
});
