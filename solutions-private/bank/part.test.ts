import { findScenario, scenariosOf } from "../../tester/scenarios/registry";
import type { Mutant } from "./change";
import { partsOfMutant, partsOfVariant, type Field } from "./part";

const field: Field = { seeds: { kind: "count", count: 3 }, base: 7, isIn: () => true };
const mutant = (lab: Mutant["lab"]): Mutant => ({ name: "m", lab, sin: "", rule: "no-error", source: "", changes: [] });

test("a mutant meets its own lab and those after it that load the same files, each scenario's first seed first", () => {
  const [{ role, runs }] = partsOfMutant(mutant("2c"), field);
  expect(role).toBe("raft");
  expect([...new Set(runs.map(({ lab }) => lab))]).toEqual(["2c", "2d"]);
  const scenarios = scenariosOf("2c").length + scenariosOf("2d").length;
  expect(runs).toHaveLength(3 * scenarios);
  expect(runs.slice(0, scenarios).every(({ number, seed }) => number === 1 && seed === 7)).toBe(true);
  expect(runs.at(-1)).toMatchObject({ number: 3, seed: 9 });
});

test("a right program meets every lab, but for what it is exempt from, in parts of one role", () => {
  const parts = partsOfVariant(
    { name: "v", changes: [], exempt: ["3a/speed"] },
    { ...field, seeds: { kind: "count", count: 60 } },
  );
  expect(new Set(parts.map(({ role }) => role))).toEqual(new Set(["raft", "kv"]));
  const raft = parts.filter(({ role }) => role === "raft").map(({ runs }) => runs.length);
  expect(raft.length).toBeGreaterThan(1);
  expect(Math.max(...raft)).toBeLessThanOrEqual(2_000);
  expect(Math.max(...raft) - Math.min(...raft)).toBeLessThan(raft.length);
  const met = new Set(parts.flatMap(({ runs }) => runs.map(({ lab, scenario }) => `${lab}/${scenario}`)));
  expect(met.has("2a/heartbeats")).toBe(true);
  expect(met.has("3a/speed")).toBe(false);
});

test("a right program with the reference's Raft meets lab 3 alone; the reference itself meets all", () => {
  const rolesOf = (file?: "server.ts" | "raft.ts") =>
    partsOfVariant({ name: "v", changes: [{ file, find: "a", replace: "b" }] }, field).map(({ role }) => role);
  expect(new Set(rolesOf("server.ts"))).toEqual(new Set(["kv"]));
  expect(new Set(rolesOf("raft.ts"))).toEqual(new Set(["raft", "kv"]));
  expect(new Set(rolesOf(undefined))).toEqual(new Set(["raft", "kv"]));
  const written = { name: "v", folder: "variants/outbox", changes: [] };
  expect(new Set(partsOfVariant(written, field).map(({ role }) => role))).toEqual(new Set(["raft", "kv"]));
});

test("scenarios that are out aren't run", () => {
  const only = findScenario("2d", "snapshot-basic");
  const isIn: Field["isIn"] = (scenario) => scenario === only;
  expect(partsOfMutant(mutant("2a"), { ...field, isIn })[0].runs).toHaveLength(3);
  expect(partsOfMutant(mutant("3a"), { ...field, isIn })).toEqual([]);
});
