/** What campaigns of right programs say, as a section of docs/trust.md. */
import { LABS } from "../../tester/scenarios/scenario";
import type { Evidence } from "./evidence";
import { table, thousands } from "./markdown";

/** A right program's runs of one test, all campaigns together. */
interface Held {
  program: string;
  lab: string;
  test: string;
  runs: number;
  alarms: number;
}

function heldOf(campaigns: readonly Evidence[]): Held[] {
  const held = new Map<string, Held>();
  const add = (program: string, test: string, runs: number, alarms: number): void => {
    const key = `${program} ${test}`;
    const known = held.get(key) ?? { program, lab: test.split("/")[0], test, runs: 0, alarms: 0 };
    held.set(key, { ...known, runs: known.runs + runs, alarms: known.alarms + alarms });
  };
  for (const { right, alarms } of campaigns) {
    for (const { programs, tests, runs } of right)
      for (const program of programs) for (const test of tests) add(program, test, runs, 0);
    for (const { program, test, count } of alarms) add(program, test, 0, count);
  }
  return [...held.values()];
}

const runsIn = (held: readonly Held[]): number => held.reduce((sum, { runs }) => sum + runs, 0);
const alarmsIn = (held: readonly Held[]): number => held.reduce((sum, { alarms }) => sum + alarms, 0);
const countOf = (held: readonly Held[], field: "program" | "test"): number =>
  new Set(held.map((each) => each[field])).size;

/** Of none in n, with 95 % confidence: fewer than 3 in n. */
const bound = (held: readonly Held[]): string =>
  alarmsIn(held) === 0 ? `1 in ${thousands(Math.floor(runsIn(held) / 3))}` : "";

/** Seeds of every test at least. */
const seedsOf = (held: readonly Held[]): string =>
  held.length === 0 ? "none" : thousands(Math.min(...held.map(({ runs }) => runs)));

/** Of one lab. */
function labRow(held: readonly Held[]): (string | number)[] {
  const others = held.filter(({ program }) => program !== "reference");
  return [
    ...[held[0].lab, countOf(held, "test"), seedsOf(held.filter(({ program }) => program === "reference"))],
    ...[countOf(others, "program"), seedsOf(others), thousands(runsIn(held)), alarmsIn(held), bound(held)],
  ];
}

/** The section. `ways`: how each program differs from the reference. */
export function rightSection(campaigns: readonly Evidence[], ways: ReadonlyMap<string, string>): string {
  const held = heldOf(campaigns);
  if (held.length === 0) return ["## Right programs", "", "Not measured yet."].join("\n");
  const labs = LABS.map((lab) => held.filter((each) => each.lab === lab)).filter((own) => own.length > 0);
  const programs = [...new Set(held.map(({ program }) => program))].map((program) =>
    held.filter((each) => each.program === program),
  );
  const head = [
    ...["lab", "tests", "seeds of each test: the reference", "variants", "seeds of each test: each variant", "runs"],
    ...["false alarms", "fail: fewer than, with 95 % confidence"],
  ];
  return [
    "## Right programs",
    "",
    `${thousands(runsIn(held))} runs of ${programs.length} right programs: ${alarmsIn(held)} false alarms.`,
    ...(alarmsIn(held) === 0
      ? [`So fewer than ${bound(held)} runs of programs like these fail, with 95 % confidence (3/n).`]
      : []),
    "",
    table(head, labs.map(labRow)),
    "",
    "Programs that differ from the reference in server or clerk alone are run in lab 3 alone: in lab 2 they are the reference.",
    "A test that a program says it is exempt from (a slow one from the tests of speed) isn't run with it.",
    "",
    table(
      ["program", "runs", "false alarms", "how it differs"],
      programs.map((own) => [own[0].program, thousands(runsIn(own)), alarmsIn(own), ways.get(own[0].program) ?? ""]),
    ),
  ].join("\n");
}

/** Campaigns beyond what `make trust-right` does: each of so many seeds, an hour and more. */
const WEEKEND = { from: 2_001, seeds: 50 };

/** The seeds of the next of them, on this kit. */
export function nextOfWeekend(campaigns: readonly Evidence[], kit: string): string {
  const done = new Set(campaigns.filter((each) => each.kit === kit).map(({ seeds }) => seeds.choice));
  const seedsFrom = (from: number): string => `${from}..${from + WEEKEND.seeds - 1}`;
  let from = WEEKEND.from;
  while (done.has(seedsFrom(from))) from += WEEKEND.seeds;
  return seedsFrom(from);
}
