/**
 * What `raftlab mutants --json FILE` writes, and what its table and its page are drawn from. This schema is its single
 * source; docs/mutants.md explains it. A reader must look at `format` first.
 */
import { z } from "zod";

const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();

const killSchema = z.strictObject({
  /** Seeds to first kill. */
  number: count,
  seed: count,
  law: z.string(),
  what: z.string(),
  /** CPU time to first kill. */
  cpuMs: ms,
});

const cellSchema = z.strictObject({
  lab: z.string(),
  scenario: z.string(),
  runs: count,
  cpuMs: ms,
  unknown: count,
  kill: killSchema.optional(),
  fault: z.string().optional(),
});

const playedSchema = z.strictObject({
  runs: count,
  cpuMs: ms,
  cells: z.array(cellSchema),
});

const mutantSchema = playedSchema.extend({
  name: z.string(),
  lab: z.string(),
  sin: z.string(),
  source: z.string(),
  /** Why it needn't be killed. */
  indistinguishable: z.string().optional(),
  /** In seed-major order over all its scenarios; `runs` and `cpuMs` are of them all. */
  first: killSchema.extend({ lab: z.string(), scenario: z.string(), runs: count }).optional(),
  /** The cell that kills in the least CPU time, `lab/scenario`. */
  cheapest: z.string().optional(),
  /** By the classic scenarios alone: on the first seed, and on all. */
  classic: z.strictObject({ oneSeed: z.boolean(), all: z.boolean() }),
});

/** The reference, too. Each `kill` in its cells is a false alarm, the scenario's first. */
const variantSchema = playedSchema.extend({ name: z.string(), way: z.string() });

const scenarioSchema = z.strictObject({
  lab: z.string(),
  scenario: z.string(),
  title: z.string(),
  classic: z.boolean(),
  /** Mutants that were held against it, and that it kills. */
  mutants: count,
  kills: count,
  /** Mutants that nothing else kills. */
  onlyKillerOf: z.array(z.string()),
  runs: count,
  cpuMs: ms,
});

const totalsSchema = z.strictObject({
  mutants: count,
  /** Without the indistinguishable ones. */
  owed: count,
  killed: count,
  survivors: z.array(z.string()),
  indistinguishable: z.array(z.string()),
  /** Of those owed, by the classic scenarios alone. */
  classic: z.strictObject({ oneSeed: count, all: count }),
  /** Of those killed, CPU time to the first kill. */
  firstKillCpuMs: z.strictObject({ median: ms, max: ms }),
  right: count,
  rightRuns: count,
  falseAlarms: count,
  /** Runs of right programs without a verdict. */
  unknown: count,
  faults: count,
  runs: count,
  cpuMs: ms,
});

export const matrixSchema = z.strictObject({
  format: z.literal("raftlab/mutants/1"),
  kit: z.strictObject({ version: z.string(), hash: z.string(), nodeMajor: count }),
  seeds: z.strictObject({ choice: z.string(), base: count }),
  /** `cell`: every cell up to its own first kill. `first`: a mutant's first kill ends its row. */
  until: z.enum(["first", "cell"]),
  /** The law that was switched off. */
  without: z.string().optional(),
  /** Where only some scenarios were run. */
  only: z.string().optional(),
  exitCode: count.max(3),
  totals: totalsSchema,
  mutants: z.array(mutantSchema),
  variants: z.array(variantSchema),
  scenarios: z.array(scenarioSchema),
  /** Each law switched off: the mutants that it was the first to catch, and those that nothing else catches. */
  canaries: z
    .array(z.strictObject({ law: z.string(), first: z.array(z.string()), only: z.array(z.string()) }))
    .optional(),
});

export type Matrix = z.infer<typeof matrixSchema>;
export type MutantRow = Matrix["mutants"][number];
export type VariantRow = Matrix["variants"][number];
export type Column = Matrix["scenarios"][number];
export type Canary = NonNullable<Matrix["canaries"]>[number];

/** A mutant that must be killed. */
export function isOwed({ indistinguishable }: Pick<MutantRow, "indistinguishable">): boolean {
  return indistinguishable === undefined;
}

export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
