import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findScenario, labs, scenariosOf } from "./registry";

describe.each(labs)("lab %s", (lab) => {
  const scenarios = scenariosOf(lab);

  test("has the scenarios that lie in its folder, under their files' names, each once", () => {
    const files = readdirSync(join(__dirname, lab)).filter(
      (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
    );
    expect(scenarios.map(({ name }) => name).sort()).toEqual(files.map((file) => file.replace(/\.ts$/, "")).sort());
  });

  test.each(scenarios.map(({ name }) => name))("%s is what its own file says", (name) => {
    const file = jest.requireActual<{ default: object }>(join(__dirname, lab, name));
    expect(findScenario(lab, name)).toEqual({ ...file.default, name });
    expect(findScenario(lab, name)?.lab).toBe(lab);
  });

  test("is worth 100 points, each scenario some", () => {
    expect(scenarios.reduce((sum, { points }) => sum + points, 0)).toBe(100);
    for (const { points } of scenarios) expect(Number.isInteger(points) && points > 0).toBe(true);
  });

  test("has unique titles, and names that fit into a token", () => {
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
    for (const { name } of scenarios) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test("has clusters of one to seven servers, and no link that takes no time", () => {
    for (const { servers, network } of scenarios) {
      expect(servers >= 1 && servers <= 7).toBe(true);
      expect(network.minUs).toBeGreaterThan(0);
    }
  });

  test("hands out the same objects each time", () => {
    expect(scenariosOf(lab)).toBe(scenarios);
    expect(findScenario(lab, scenarios[0].name)).toBe(scenarios[0]);
  });
});

test("there is nothing under a name that isn't there", () => {
  expect(scenariosOf("9z")).toEqual([]);
  expect(findScenario("2a", "backup")).toBeUndefined();
  expect(findScenario("toString", "x")).toBeUndefined();
});
