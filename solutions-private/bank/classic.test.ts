import { classicSection, nextOfClassic } from "./classic";
import type { Evidence } from "./evidence";

function campaign(choice: string, owed: number, survivors: string[], kit = "this"): Evidence {
  const wrong = { owed, survivors, seedsAtMost: 1, firstKillCpuMs: { median: 0, max: 0 } };
  return { format: "raftlab/evidence/1", kit, seeds: { choice, base: 1 }, wrong, right: [], alarms: [] };
}

const one = campaign("1..1", 8, ["a", "b", "c", "d"]);
const hundred = campaign("2..100", 4, ["a", "b"]);

describe("the next campaign of the classic scenarios", () => {
  it("begins with everyone on one seed", () => expect(nextOfClassic([], "this")).toEqual(["1..1"]));

  it("goes on with those who were let through", () => {
    expect(nextOfClassic([one], "this")).toEqual(["2..100", "a", "b", "c", "d"]);
    expect(nextOfClassic([one, hundred], "this")).toEqual(["101..200", "a", "b"]);
  });

  it("isn't wanted when nobody is left, or at a thousand", () => {
    expect(nextOfClassic([one, campaign("2..100", 4, [])], "this")).toEqual([]);
    expect(nextOfClassic([campaign("1..1000", 8, ["a"])], "this")).toEqual([]);
  });

  it("begins anew with another kit", () => expect(nextOfClassic([one], "other")).toEqual(["1..1"]));

  it.each([
    ["of another kit", campaign("2..100", 4, ["a"], "other")],
    ["about others", campaign("2..100", 3, ["a"])],
    ["after a gap", campaign("101..200", 4, ["a"])],
  ])("doesn't count a campaign %s", (_, stray) => {
    expect(nextOfClassic([one, stray], "this")[0]).toBe("2..100");
  });
});

describe("what the page says of the classic scenarios", () => {
  it("is how many of all they catch with ever more seeds, and whom not", () => {
    const page = classicSection(
      [one, hundred],
      campaign("quick", 8, []),
      new Map([
        ["a", "2b"],
        ["b", "2c"],
      ]),
    );
    expect(page).toContain("| classic scenarios, 1 seed | 4 of 8 (50 %) |");
    expect(page).toContain(
      "| classic scenarios, 100 seeds | 6 of 8 (75 %) |\n| all scenarios, the quick tier | 8 of 8",
    );
    expect(page).toContain("The seeds after these aren't measured yet");
    expect(page).toContain("- 2b: a\n- 2c: b");
  });

  it("is nothing where nothing was measured", () => expect(classicSection([], undefined, new Map())).toBe(""));
});
