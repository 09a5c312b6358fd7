import { paintFor } from "../../tester/report/paint";
import type { Scenario } from "../../tester/scenarios/scenario";
import type { Cell } from "./cell";
import type { Mutant } from "./change";
import { matrixSchema, type Matrix } from "./matrix";
import { matrixPage } from "./page";
import type { Played } from "./runner";
import { matrixText } from "./table";
import { joined, tally, type Conditions, type Harvest } from "./tally";

const CONDITIONS: Conditions = {
  kit: { version: "0.1.0", hash: "abcdefabcdef0123", nodeMajor: 20 },
  seeds: { choice: "quick", base: 1 },
  until: "cell",
};

function cell(scenario: string, killedAt?: number, law = "calm"): Cell {
  const runs = killedAt ?? 8;
  const kill = killedAt && { number: killedAt, seed: killedAt, law, what: "<b>", cpuMs: 10 * killedAt };
  return { lab: "2a", scenario, runs, cpuMs: 10 * runs, unknown: 0, ...(kill && { kill }) };
}

function played(...cells: Cell[]): Played {
  const killed = cells.filter(({ kill }) => kill !== undefined).sort((a, b) => a.kill!.number - b.kill!.number)[0];
  const first = killed && { ...killed.kill!, lab: "2a", scenario: killed.scenario, runs: 3, cpuMs: 40 };
  const sum = (of: (each: Cell) => number): number => cells.reduce((total, each) => total + of(each), 0);
  return { cells, runs: sum(({ runs }) => runs), cpuMs: sum(({ cpuMs }) => cpuMs), ...(first && { first }) };
}

function wrong(name: string, result: Played, indistinguishable?: string): Harvest["mutants"][number] {
  const words = { sin: `Does <${name}>.`, rule: "no-error", source: "Raft §5" } as const;
  const mutant: Mutant = { name, lab: "2a", ...words, indistinguishable, changes: [] };
  return { mutant, played: result };
}

const scenarios = ["old", "new", "idle"].map(
  (name) => ({ lab: "2a", name, title: name, classic: name === "old" || undefined }) as Scenario,
);

const HARVEST: Harvest = {
  mutants: [
    wrong("both", played(cell("old", 2), cell("new", 1), cell("idle"))),
    wrong("once", played(cell("old"), cell("new", 3, "agreement"), cell("idle"))),
    wrong("alive", played(cell("old"), cell("new"), cell("idle"))),
    wrong("alike", played(cell("old"), cell("new"), cell("idle")), "nobody could tell."),
  ],
  variants: [{ variant: { name: "reference", way: "Itself." }, played: played(cell("old"), cell("new")) }],
  scenarios,
};

function matrix(changes: Partial<Harvest> = {}, conditions: Partial<Conditions> = {}): Matrix {
  return tally({ ...HARVEST, ...changes }, { ...CONDITIONS, ...conditions });
}

describe("the tally", () => {
  test("counts rows", () => {
    expect(matrix().totals).toMatchObject({
      ...{ mutants: 4, owed: 3, killed: 2, survivors: ["alive"], indistinguishable: ["alike"] },
      ...{ classic: { oneSeed: 0, all: 1 }, firstKillCpuMs: { median: 40, max: 40 } },
      ...{ right: 1, rightRuns: 16, falseAlarms: 0 },
    });
    expect(matrix().mutants[0]).toMatchObject({ cheapest: "2a/new", classic: { oneSeed: false, all: true } });
  });

  test("counts columns", () => {
    expect(matrix().scenarios).toMatchObject([
      { scenario: "old", classic: true, mutants: 4, kills: 1, onlyKillerOf: [] },
      { scenario: "new", classic: false, mutants: 4, kills: 2, onlyKillerOf: ["once"] },
      { scenario: "idle", mutants: 4, kills: 0, onlyKillerOf: [] },
    ]);
  });

  test("its exit code says whether all is as it should be", () => {
    const [both, , , alike] = HARVEST.mutants;
    const good = { mutants: [both, alike] };
    expect(matrix().exitCode).toBe(1);
    expect(matrix(good).exitCode).toBe(0);
    const right = (...cells: Cell[]) => ({ ...good, variants: [{ ...HARVEST.variants[0], played: played(...cells) }] });
    expect(matrix(right(cell("old", 1))).exitCode).toBe(1);
    expect(matrix(right({ ...cell("old"), unknown: 1 })).exitCode).toBe(1);
    expect(matrix(right({ ...cell("old"), fault: "seed 1: oops" })).exitCode).toBe(3);
  });

  test("fits its schema after a way through JSON", () => {
    const canaries = [{ law: "calm", first: ["both"], only: [] }];
    const written = JSON.parse(JSON.stringify(matrix({ canaries }, { without: "calm", only: "2a" }))) as unknown;
    expect(matrixSchema.parse(written)).toEqual(written);
  });

  test("takes parts of one program together", () => {
    const both = joined([played(cell("old"), cell("new", 5)), played(cell("old", 2))]);
    expect(both.cells).toMatchObject([
      { scenario: "old", runs: 10, kill: { number: 2 } },
      { scenario: "new", runs: 5, kill: { number: 5 } },
    ]);
    expect(both).toMatchObject({ runs: 15, cpuMs: 150, first: { number: 5 } });
  });
});

test("the table says who is killed by what, who isn't, and the sum", () => {
  expect(matrixText(matrix(), paintFor(false)).split("\n")).toEqual([
    "mutant  lab  scenarios  cheapest killer  seeds  CPU ms  law",
    "both    2a   2 of 3     2a/new               1      10  calm",
    "once    2a   1 of 3     2a/new               3      30  agreement",
    "",
    "Not killed:",
    "  alive (2a, 24 runs, 0.24 s): Does <alive>. Raft §5.",
    "  alike (2a, 24 runs, 0.24 s): Does <alike>. Raft §5.",
    "    indistinguishable: nobody could tell.",
    "",
    "Right programs:",
    "  reference: 16 runs, 0 false alarms, 0.16 s",
    "",
    "2 of 3 mutants killed, 1 survives, 1 needn't be killed. CPU to the first kill: median 0.04 s, at most 0.04 s. 1 right program: 0 false alarms in 16 runs. 94 runs, 0.94 s of CPU.",
    "Seeds: quick from 1; kit abcdefabcdef, Node 20.",
  ]);
});

test("with many mutants the table speaks of columns", () => {
  const many = Array.from({ length: 3 }, () => HARVEST.mutants).flat();
  const text = matrixText(matrix({ mutants: many }), paintFor(false));
  expect(text).toContain("The only killer of something:\n  2a/new: once, once, once\n");
  expect(text).toContain("Killing nothing that others don't:\n  2a/old (3)\n\nKilling nothing:\n  2a/idle\n");
  expect(text).toContain(
    "The classic scenarios alone: 0 of 9 mutants that must be killed at one seed each, 3 at quick.",
  );
});

test("a false alarm is shown with its token", () => {
  const variants = [{ ...HARVEST.variants[0], played: played(cell("old", 2)) }];
  expect(matrixText(matrix({ mutants: [], variants }), paintFor(false))).toContain("    2a/old/2: calm: <b>\n");
});

describe("the page", () => {
  const page = matrixPage(matrix(), "2026-01-02");

  test("has a cell for each mutant and scenario, and loads nothing", () => {
    expect(page).toContain(`<td class="fresh k1" title="2a/new: calm at seed 1, after 10 ms of CPU">1</td>`);
    expect(page).toContain(`<td class="fresh k2 only" title="2a/new: agreement at seed 3, after 30 ms of CPU">3</td>`);
    expect(page).toContain(`<td class="" title="2a/old: passes 8 runs">·</td>`);
    expect(page).toContain("2026-01-02");
    expect(page).not.toMatch(/https?:|<script|<link/);
  });

  test("whatever the bank says stays text", () => {
    expect(page).toContain("Does &#60;alive&#62;.");
    expect(page).not.toContain("<alive>");
  });
});
