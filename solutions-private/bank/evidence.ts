/**
 * What a campaign came to, in short: a file each in solutions-private/evidence, of which docs/trust.md is made. The
 * campaigns' own JSON is large, and stays where they were run; this is kept with the kit, so that a campaign can be done
 * on one machine, and the next on another.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { nameOfCell } from "./cell";
import { share } from "./markdown";
import { matrixSchema, type Matrix, type VariantRow } from "./matrix";
import { searchSchema, type SearchReport } from "./searched";

const count = z.number().int().nonnegative();
const names = z.array(z.string());

const wrongSchema = z.strictObject({
  /** Those that must be killed, and those of them that weren't. */
  owed: count,
  survivors: names,
  /** Seeds of a scenario up to the first kill: the most that any took. */
  seedsAtMost: count,
  firstKillCpuMs: z.strictObject({ median: z.number(), max: z.number() }),
});

/** Right programs that were all run so many times on each of these tests. */
const heldSchema = z.strictObject({ runs: count, programs: names, tests: names });

const evidenceSchema = z.strictObject({
  format: z.literal("raftlab/evidence/1"),
  /** First digits of the kit's hash. */
  kit: z.string(),
  seeds: matrixSchema.shape.seeds,
  only: z.string().optional(),
  wrong: wrongSchema.optional(),
  right: z.array(heldSchema),
  alarms: z.array(z.strictObject({ program: z.string(), test: z.string(), count })),
  canaries: matrixSchema.shape.canaries,
});

export type Wrong = z.infer<typeof wrongSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
type Held = z.infer<typeof heldSchema>;

/** How many of those that must be killed were. */
export function caught({ owed, survivors }: { owed: number; survivors: readonly string[] }): string {
  return share(owed - survivors.length, owed);
}

export function condensed({ kit, seeds, only, mutants, totals, variants, canaries }: Matrix): Evidence {
  const { owed, survivors, firstKillCpuMs } = totals;
  const seedsAtMost = Math.max(0, ...mutants.map(({ first }) => first?.number ?? 0));
  const wrong = { owed, survivors, seedsAtMost, firstKillCpuMs };
  return {
    format: "raftlab/evidence/1",
    kit: kit.hash.slice(0, 12),
    ...{ seeds, only, wrong: mutants.length === 0 ? undefined : wrong },
    ...{ right: heldOf(variants), alarms: variants.flatMap(alarmsOf), canaries },
  };
}

/** Programs together that were run as often on the same tests. */
function heldOf(variants: readonly VariantRow[]): Held[] {
  const groups = new Map<string, Held>();
  for (const { name, cells } of variants) {
    for (const runs of new Set(cells.map((cell) => cell.runs))) {
      const tests = cells.filter((cell) => cell.runs === runs).map(nameOfCell);
      const key = JSON.stringify([runs, tests]);
      const { programs = [] } = groups.get(key) ?? {};
      groups.set(key, { runs, programs: [...programs, name], tests });
    }
  }
  return [...groups.values()];
}

/** A run without a verdict is one, too. */
function alarmsOf({ name: program, cells }: VariantRow): Evidence["alarms"] {
  const counted = cells.map((cell) => ({
    ...{ program, test: nameOfCell(cell) },
    count: cell.unknown + (cell.kill === undefined ? 0 : 1),
  }));
  return counted.filter(({ count }) => count > 0);
}

/** The files' names, without `.json`, say what was measured: docs/mutants.md. */
export class EvidenceFolder {
  constructor(private readonly folder: string) {}

  /** In the order of the numbers in their names. */
  all(prefix: string): Evidence[] {
    return filesIn(this.folder, prefix).map((file) => evidenceSchema.parse(this.read(file)));
  }

  search(): SearchReport | undefined {
    return existsSync(join(this.folder, SEARCH)) ? searchSchema.parse(this.read(SEARCH)) : undefined;
  }

  /**
   * What campaigns of this kit wrote into `from` takes the place of what was known from those of the same names.
   * @returns the files that are left out, as they are of another kit
   */
  take(from: string, kit: string): string[] {
    mkdirSync(this.folder, { recursive: true });
    const files = [...KINDS.flatMap((prefix) => filesIn(from, prefix)), ...filesIn(from, SEARCH)];
    const leftOut: string[] = [];
    for (const file of files) {
      const found = shortened(file, JSON.parse(readFileSync(join(from, file), "utf8")));
      if (found.kit === kit) writeFileSync(join(this.folder, file), `${JSON.stringify(found, null, 2)}\n`);
      else leftOut.push(file);
    }
    return leftOut;
  }

  private read(file: string): unknown {
    return JSON.parse(readFileSync(join(this.folder, file), "utf8"));
  }
}

const SEARCH = "search.json";

/** Beginnings of names. */
export const KINDS = ["grade-", "quick", "classic-", "right"] as const;

function shortened(file: string, content: unknown): Evidence | SearchReport {
  if (file === SEARCH) return searchSchema.parse(content);
  const matrix = matrixSchema.parse(content);
  const { faults } = matrix.totals;
  if (faults > 0) throw new Error(`${file}: the kit itself failed in ${faults} cells; run it again.`);
  return condensed(matrix);
}

function filesIn(folder: string, prefix: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.startsWith(prefix) && file.endsWith(".json"));
  return files.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
