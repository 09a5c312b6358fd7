/** What campaigns of right programs say, as a section of docs/trust.md. */
import { LABS } from "../../tester/scenarios/scenario";
import { table, thousands } from "./markdown";
import type { Matrix } from "./matrix";

/** A right program's runs of one test, all campaigns together. */
interface Held {
  program: string;
  way: string;
  lab: string;
  scenario: string;
  runs: number;
  /** A run without a verdict is one, too. */
  alarms: number;
}

function heldOf(matrices: readonly Matrix[]): Held[] {
  const held = new Map<string, Held>();
  for (const { name: program, way, cells } of matrices.flatMap(({ variants }) => variants)) {
    for (const { lab, scenario, runs, unknown, kill } of cells) {
      const key = `${program} ${lab}/${scenario}`;
      const known = held.get(key) ?? { program, way, lab, scenario, runs: 0, alarms: 0 };
      const alarms = known.alarms + unknown + (kill === undefined ? 0 : 1);
      held.set(key, { ...known, runs: known.runs + runs, alarms });
    }
  }
  return [...held.values()];
}

const runsIn = (held: readonly Held[]): number => held.reduce((sum, { runs }) => sum + runs, 0);
const alarmsIn = (held: readonly Held[]): number => held.reduce((sum, { alarms }) => sum + alarms, 0);
const countOf = (held: readonly Held[], field: "program" | "scenario"): number =>
  new Set(held.map((each) => each[field])).size;

/** Of none in n, with 95 % confidence: fewer than 3 in n. */
const bound = (held: readonly Held[]): string =>
  alarmsIn(held) === 0 ? `1 in ${thousands(Math.floor(runsIn(held) / 3))}` : "";

/** Seeds of every test at least: a campaign that isn't at its end has more of some. */
const seedsOf = (held: readonly Held[]): string =>
  held.length === 0 ? "none" : thousands(Math.min(...held.map(({ runs }) => runs)));

/** Of one lab. */
function labRow(held: readonly Held[]): (string | number)[] {
  const others = held.filter(({ program }) => program !== "reference");
  return [
    ...[held[0].lab, countOf(held, "scenario"), seedsOf(held.filter(({ program }) => program === "reference"))],
    ...[countOf(others, "program"), seedsOf(others), thousands(runsIn(held)), alarmsIn(held), bound(held)],
  ];
}

/** The section. What it counts, it takes from the cells: a campaign may have been interrupted. */
export function rightSection(matrices: readonly Matrix[]): string {
  const held = heldOf(matrices);
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
      programs.map((own) => [own[0].program, thousands(runsIn(own)), alarmsIn(own), own[0].way]),
    ),
  ].join("\n");
}
