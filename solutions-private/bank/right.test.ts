import { condensed, type Evidence } from "./evidence";
import type { Matrix } from "./matrix";
import { nextOfWeekend, rightSection } from "./right";

const kill = { number: 3, seed: 3, law: "leader", what: "no leader", cpuMs: 1 };

function campaign(name: string, cells: readonly Partial<Matrix["variants"][number]["cells"][number]>[]): Evidence {
  const counted = cells.map((cell) => ({ unknown: 0, ...cell }));
  const matrix = { kit: { hash: "0" }, totals: {}, mutants: [], variants: [{ name, way: "", cells: counted }] };
  return condensed(matrix as unknown as Matrix);
}

const ways = new Map([["one", "The way of one."]]);

const row = (page: string, begin: string): string[] | undefined =>
  page
    .split("\n")
    .find((line) => line.startsWith(`| ${begin} |`))
    ?.split("|")
    .map((cell) => cell.trim())
    .slice(2, -1);

it("adds campaigns up, and says the smallest number of seeds that a test was run on", () => {
  const page = rightSection(
    [
      campaign("reference", [{ lab: "2a", scenario: "a", runs: 200 }]),
      campaign("reference", [{ lab: "2a", scenario: "a", runs: 1_800 }]),
      campaign("one", [
        { lab: "2a", scenario: "a", runs: 200 },
        { lab: "2a", scenario: "b", runs: 150 },
        { lab: "3a", scenario: "a", runs: 25 },
      ]),
    ],
    ways,
  );
  expect(page).toContain("2,375 runs of 2 right programs: 0 false alarms.\nSo fewer than 1 in 791 runs");
  expect(row(page, "2a")).toEqual(["2", "2,000", "1", "150", "2,350", "0", "1 in 783"]);
  expect(row(page, "3a")).toEqual(["1", "none", "1", "25", "25", "0", "1 in 8"]);
  expect(row(page, "one")).toEqual(["375", "0", "The way of one."]);
});

it.each([{ kill }, { unknown: 1 }])("claims no bound where there was an alarm: %j", (alarm) => {
  const page = rightSection([campaign("one", [{ lab: "2a", scenario: "a", runs: 3, ...alarm }])], ways);
  expect(page).toContain("3 runs of 1 right programs: 1 false alarms.\n\n");
  expect(row(page, "2a")).toEqual(["1", "none", "1", "3", "3", "1", ""]);
});

it("says when nothing was measured", () => {
  expect(rightSection([], ways)).toBe("## Right programs\n\nNot measured yet.");
});

it("tells the seeds of the weekend's next campaign, anew with each kit", () => {
  const done = ["2001..2050", "2051..2100", "2151..2200"].map((choice) => ({
    ...campaign("one", []),
    seeds: { choice, base: 1 },
  }));
  expect(nextOfWeekend([], "0")).toBe("2001..2050");
  expect(nextOfWeekend(done, "0")).toBe("2101..2150");
  expect(nextOfWeekend(done, "1")).toBe("2001..2050");
});
