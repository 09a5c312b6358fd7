import type { Scenario } from "../../tester/scenarios/scenario";
import { nameOfCell, type Cell } from "./cell";
import type { Mutant, Variant } from "./change";
import { isOwed, medianOf, type Canary, type Column, type Matrix, type MutantRow, type VariantRow } from "./matrix";
import type { Played } from "./runner";

/** All that was played. */
export interface Harvest {
  mutants: readonly { mutant: Mutant; played: Played }[];
  /** The reference among them. */
  variants: readonly { variant: Pick<Variant, "name" | "way">; played: Played }[];
  /** Every scenario that was in. */
  scenarios: readonly Scenario[];
  canaries?: Canary[];
}

/** Under which conditions it was. */
export type Conditions = Pick<Matrix, "kit" | "seeds" | "until" | "without" | "only">;

/** Several parts of one program as one, in the order of their seeds. */
export function joined(parts: readonly Played[]): Played {
  const cells = new Map<string, Cell>();
  for (const cell of parts.flatMap((part) => part.cells)) {
    const name = nameOfCell(cell);
    const known = cells.get(name);
    cells.set(name, known === undefined ? cell : bothCells(known, cell));
  }
  const whole: Played = { cells: [...cells.values()], runs: 0, cpuMs: 0 };
  for (const { first, runs, cpuMs } of parts) {
    whole.first ??= first && { ...first, runs: whole.runs + first.runs, cpuMs: whole.cpuMs + first.cpuMs };
    whole.runs += runs;
    whole.cpuMs += cpuMs;
  }
  return whole;
}

/** The kill's CPU time is that of all the cell's runs before it. */
function bothCells(a: Cell, b: Cell): Cell {
  const kill = a.kill ?? (b.kill && { ...b.kill, cpuMs: a.cpuMs + b.kill.cpuMs });
  const sums = { runs: a.runs + b.runs, cpuMs: a.cpuMs + b.cpuMs, unknown: a.unknown + b.unknown };
  return { ...a, ...sums, kill, fault: a.fault ?? b.fault };
}

/** What came of it all, counted. */
export function tally({ scenarios, canaries, ...harvest }: Harvest, conditions: Conditions): Matrix {
  const classic = new Set(scenarios.filter((each) => each.classic === true).map(nameOf));
  const mutants = harvest.mutants.map(({ mutant, played }) => mutantRow(mutant, played, classic));
  const variants = harvest.variants.map(({ variant: { name, way }, played: { runs, cpuMs, cells } }) => {
    return { name, way, runs, cpuMs, cells };
  });
  const totals = totalsOf(mutants, variants);
  return {
    format: "raftlab/mutants/1",
    ...conditions,
    exitCode: totals.faults > 0 ? 3 : isAsItShouldBe(totals) ? 0 : 1,
    totals,
    mutants,
    variants,
    scenarios: columnsOf(scenarios, mutants),
    canaries,
  };
}

function isAsItShouldBe({ survivors, falseAlarms, unknown }: Matrix["totals"]): boolean {
  return survivors.length === 0 && falseAlarms === 0 && unknown === 0;
}

function nameOf({ lab, name }: Scenario): string {
  return `${lab}/${name}`;
}

function mutantRow(mutant: Mutant, played: Played, classic: ReadonlySet<string>): MutantRow {
  const { name, lab, sin, source, indistinguishable } = mutant;
  const kills = played.cells.filter(({ kill }) => kill !== undefined);
  const [cheapest] = [...kills].sort((a, b) => a.kill!.cpuMs - b.kill!.cpuMs);
  const byClassic = kills.filter((cell) => classic.has(nameOfCell(cell)));
  return {
    ...{ name, lab, sin, source, indistinguishable },
    ...played,
    cheapest: cheapest && nameOfCell(cheapest),
    classic: { oneSeed: byClassic.some(({ kill }) => kill!.number === 1), all: byClassic.length > 0 },
  };
}

function columnsOf(scenarios: readonly Scenario[], mutants: readonly MutantRow[]): Column[] {
  return scenarios.map((scenario) => {
    const name = nameOf(scenario);
    const met = mutants.flatMap((row) => {
      const cell = row.cells.find((each) => nameOfCell(each) === name);
      return cell === undefined ? [] : [{ row, cell }];
    });
    const killed = met.filter(({ cell }) => cell.kill !== undefined);
    const alone = killed.filter(({ row }) => row.cells.filter(({ kill }) => kill !== undefined).length === 1);
    return {
      ...{ lab: scenario.lab, scenario: scenario.name, title: scenario.title, classic: scenario.classic === true },
      mutants: met.length,
      kills: killed.length,
      onlyKillerOf: alone.map(({ row }) => row.name),
      runs: met.reduce((sum, { cell }) => sum + cell.runs, 0),
      cpuMs: met.reduce((sum, { cell }) => sum + cell.cpuMs, 0),
    };
  });
}

function totalsOf(mutants: readonly MutantRow[], variants: readonly VariantRow[]): Matrix["totals"] {
  const owed = mutants.filter(isOwed);
  const killed = owed.filter(({ first }) => first !== undefined);
  const firstCpuMs = killed.map(({ first }) => first!.cpuMs);
  const right = variants.flatMap(({ cells }) => cells);
  const all = [...mutants, ...variants];
  return {
    mutants: mutants.length,
    owed: owed.length,
    killed: killed.length,
    survivors: owed.filter(({ first }) => first === undefined).map(({ name }) => name),
    indistinguishable: mutants.filter((row) => !isOwed(row)).map(({ name }) => name),
    classic: {
      oneSeed: owed.filter(({ classic }) => classic.oneSeed).length,
      all: owed.filter(({ classic }) => classic.all).length,
    },
    firstKillCpuMs: { median: medianOf(firstCpuMs), max: Math.max(0, ...firstCpuMs) },
    right: variants.length,
    rightRuns: right.reduce((sum, { runs }) => sum + runs, 0),
    falseAlarms: right.filter(({ kill }) => kill !== undefined).length,
    unknown: right.reduce((sum, { unknown }) => sum + unknown, 0),
    faults: all.flatMap(({ cells }) => cells).filter(({ fault }) => fault !== undefined).length,
    runs: all.reduce((sum, { runs }) => sum + runs, 0),
    cpuMs: all.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
}
