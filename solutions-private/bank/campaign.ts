import { createHash } from "node:crypto";
import pLimit from "p-limit";
import type { Program, Role } from "../../tester/realm/compile";
import { buildProgram } from "./build";
import { nameOfCell } from "./cell";
import type { Changed, Mutant } from "./change";
import type { MatrixJournal } from "./matrix-journal";
import { partsOfMutant, type Asked, type Field, type Part } from "./part";
import { play, type Manner, type Played } from "./runner";
import { joined } from "./tally";

/** A program of the bank, and the runs that are to be made of it. */
export interface Row<C extends Changed = Changed> {
  changed: C;
  parts: readonly Part[];
  /** A right program's parts are played side by side; a mutant's in order, as a kill ends a cell or the row. */
  isInOrder: boolean;
}

export function rowOfMutant(mutant: Mutant, field: Field): Row<Mutant> {
  return { changed: mutant, parts: partsOfMutant(mutant, field), isInOrder: true };
}

export interface Means {
  journal: MatrixJournal;
  /** Children at a time. */
  jobs: number;
  /** A row has been played to its end, now or earlier. */
  done(row: Row, played: Played): void;
}

/** Plays one part of a row, or finds it in the journal. `settled`: what the parts before it came to. */
type PlayPart = (number: number, settled: readonly Played[]) => Promise<Played | undefined>;

/**
 * Plays rows, or reads them in the journal: each part once. @returns for each row what it came to, `undefined` where it
 * was given up
 */
export async function playRows(
  rows: readonly Row[],
  manner: Manner,
  { journal, jobs, done }: Means,
): Promise<(Played | undefined)[]> {
  const limit = pLimit(jobs);
  return Promise.all(
    rows.map(async (row) => {
      const programs = await limit(() => programsOf(row));
      const play: PlayPart = (number, settled) => {
        const { role, runs } = row.parts[number];
        const part = { role, runs: unsettled(runs, settled) };
        return limit(() => playPart(keyOf(row, number, programs, manner), programs.get(role)!, part, manner, journal));
      };
      const parts = await (row.isInOrder ? inOrder(row, play, manner) : sideBySide(row, play));
      if (parts === undefined) return undefined;
      const played = joined(parts);
      done(row, played);
      return played;
    }),
  );
}

async function sideBySide({ parts }: Row, play: PlayPart): Promise<Played[] | undefined> {
  const all = await Promise.all(parts.map((_, number) => play(number, [])));
  return all.every((played) => played !== undefined) ? all : undefined;
}

async function inOrder({ parts }: Row, play: PlayPart, { until }: Manner): Promise<Played[] | undefined> {
  const all: Played[] = [];
  for (const number of parts.keys()) {
    const played = await play(number, all);
    if (played === undefined) return undefined;
    all.push(played);
    if (until === "first" && played.first !== undefined) break;
  }
  return all;
}

/** Without those of cells that have their kill. */
function unsettled(runs: readonly Asked[], settled: readonly Played[]): readonly Asked[] {
  const killed = settled.flatMap(({ cells }) => cells.filter(({ kill }) => kill !== undefined).map(nameOfCell));
  const names = new Set(killed);
  return runs.filter(({ lab, scenario }) => !names.has(nameOfCell({ lab, scenario })));
}

async function programsOf({ changed, parts }: Row): Promise<Map<Role, Program>> {
  const programs = new Map<Role, Program>();
  for (const { role } of parts) if (!programs.has(role)) programs.set(role, await buildProgram(changed, role));
  return programs;
}

/** Of what a part is a function, besides what the journal's file is named by: kit, seeds and base. */
function keyOf({ changed, parts }: Row, number: number, programs: Map<Role, Program>, { until }: Manner): string {
  const { role, runs } = parts[number];
  const asked = createHash("sha256");
  for (const { lab, scenario, seed } of runs) asked.update(`${lab}/${scenario}/${seed}\n`);
  return [changed.name, number, until, programs.get(role)!.hash.slice(0, 16), asked.digest("hex").slice(0, 16)].join(
    " ",
  );
}

async function playPart(
  key: string,
  program: Program,
  { runs }: Part,
  manner: Manner,
  journal: MatrixJournal,
): Promise<Played | undefined> {
  const known = journal.get(key);
  if (known !== undefined) return known;
  if (manner.signal.aborted) return undefined;
  const played = await play(program, runs, manner);
  // What our own error spoiled is played again.
  if (played?.cells.every(({ fault }) => fault === undefined)) journal.add(key, played);
  return played;
}
