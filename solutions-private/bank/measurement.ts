import { join } from "node:path";
import { progressOn } from "../../tester/report/progress";
import { kitIdentity } from "../../tester/run/kit";
import { showSeeds } from "../../tester/run/tiers";
import { labs, scenariosOf } from "../../tester/scenarios/registry";
import { playRows, rowOfMutant, type Row } from "./campaign";
import type { Variant } from "./change";
import { frozenKit, MATRIX_FOLDER } from "./frozen-kit";
import { isOwed, type Canary, type Matrix } from "./matrix";
import { MatrixJournal } from "./matrix-journal";
import { labsFrom, partsOfVariant } from "./part";
import type { Played } from "./runner";
import { tally, type Harvest } from "./tally";
import { lawNames, type Wish } from "./wish";

export interface Circumstances {
  /** Nothing of what was played before counts. */
  isFresh: boolean;
  withCanaries: boolean;
  signal: AbortSignal;
}

/** Plays what was wished for, and counts. @returns `undefined` when it was given up, which is said */
export async function measure(wish: Wish, circumstances: Circumstances): Promise<Matrix | undefined> {
  const { until, without, field } = wish;
  const harvest = await harvestOf(wish, circumstances);
  if (harvest === undefined) return undefined;
  const canaries = circumstances.withCanaries ? await canariesOf(harvest, wish, circumstances) : [];
  if (canaries === undefined) return undefined;
  const seeds = { choice: showSeeds(wish.seeds), base: field.base };
  const conditions = { kit: kitIdentity(), seeds, until, without, only: wish.only };
  return tally({ ...harvest, canaries: circumstances.withCanaries ? canaries : undefined }, conditions);
}

async function harvestOf(wish: Wish, circumstances: Circumstances): Promise<Harvest | undefined> {
  const { mutants, variants, field, rightField } = wish;
  const hasRuns = ({ parts }: Row): boolean => parts.length > 0;
  const wrong = mutants.map((mutant) => rowOfMutant(mutant, field)).filter(hasRuns);
  const right = variants
    .map((changed): Row<Variant> => ({ changed, parts: partsOfVariant(changed, rightField), isInOrder: false }))
    .filter(hasRuns);
  const played = await playAll([...wrong, ...right], wish, circumstances);
  if (played === undefined) return undefined;
  const inLabs = new Set(variants.length > 0 ? labs : mutants.flatMap(({ lab }) => labsFrom(lab)));
  return {
    mutants: wrong.map(({ changed }, i) => ({ mutant: changed, played: played[i] })),
    variants: right.map(({ changed }, i) => ({ variant: changed, played: played[wrong.length + i] })),
    scenarios: labs.filter((lab) => inLabs.has(lab)).flatMap((lab) => scenariosOf(lab).filter(field.isIn)),
  };
}

/**
 * Switches off each law that was the first to catch a mutant which no other law caught anywhere. What survives then has
 * that law alone to fear.
 */
async function canariesOf(
  { mutants }: Harvest,
  wish: Wish,
  circumstances: Circumstances,
): Promise<Canary[] | undefined> {
  const canaries: Canary[] = [];
  for (const law of lawNames) {
    const first = mutants.filter(({ mutant, played }) => isOwed(mutant) && played.first?.law === law);
    if (first.length === 0) continue;
    const alone = first.filter(({ played }) =>
      played.cells.every(({ kill }) => kill === undefined || kill.law === law),
    );
    const rows = alone.map(({ mutant }) => rowOfMutant(mutant, wish.field));
    const played = await playAll(rows, { ...wish, until: "first", without: law }, circumstances);
    if (played === undefined) return undefined;
    const only = alone.filter((_, i) => played[i].first === undefined);
    canaries.push({ law, first: first.map(({ mutant }) => mutant.name), only: only.map(({ mutant }) => mutant.name) });
  }
  return canaries;
}

/** What has been played on this kit with these seeds. */
export function matrixJournalOf(
  { without, seeds, field }: Pick<Wish, "without" | "seeds" | "field">,
  isFresh: boolean,
): MatrixJournal {
  const kit = kitIdentity().hash.slice(0, 12);
  const name = [kit, showSeeds(seeds), field.base, ...(without ? ["without", without] : [])];
  return new MatrixJournal(join(MATRIX_FOLDER, `${name.join("-")}.jsonl`), isFresh);
}

/** Plays rows with a bar on a terminal, and a line a row elsewhere. */
async function playAll(
  rows: readonly Row[],
  { until, without, jobs, seeds, field }: Wish,
  { isFresh, signal }: Circumstances,
): Promise<Played[] | undefined> {
  if (rows.length === 0) return [];
  const kit = frozenKit();
  const journal = matrixJournalOf({ without, seeds, field }, isFresh);
  const progress = progressOn(process.stderr, "programs");
  let rowsDone = 0;
  const played = await playRows(
    rows,
    { until, without, kit, signal },
    {
      ...{ journal, jobs },
      done: (row, result) => {
        progress.update(++rowsDone, rows.length);
        if (!process.stderr.isTTY) process.stderr.write(`${rowsDone}/${rows.length} ${lineOf(row, result)}\n`);
      },
    },
  );
  progress.clear();
  if (played.every((each) => each !== undefined)) return played;
  process.stderr.write(`Given up after ${rowsDone} of ${rows.length} programs; the same command goes on from here.\n`);
  return undefined;
}

function lineOf({ changed }: Row, { first, runs, cpuMs }: Played): string {
  const spent = `${runs} runs, ${(cpuMs / 1_000).toFixed(1)} s`;
  if (first === undefined) return `${changed.name}: no failure in ${spent}`;
  return `${changed.name}: ${first.lab}/${first.scenario} at seed ${first.seed}, ${first.law}; ${spent}`;
}
