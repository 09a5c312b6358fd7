/** Which seeds a scenario runs on. */

/** Named tiers (DESIGN.md, «Verdicts»): `quick` while one works, `grade` for a grade. */
export type Tier = "quick" | "grade";

/**
 * Seeds a scenario in each tier, where the scenario itself says nothing else.
 *
 * A lab part takes at most 30 s of CPU time to grade. Wrong programs fall far sooner: docs/trust.md tells how many seeds
 * of the scenarios it took.
 */
export const DEFAULT_SEEDS: Readonly<Record<Tier, number>> = { quick: 8, grade: 60 };

/** Seeds are integers from 0 to this. */
export const MAX_SEED = 0xffff_ffff;

/** Most seeds that one scenario runs on in one go. */
export const MAX_COUNT = 1_000_000;

/** What was asked for: a tier, a number of seeds from the base on, or a range that ignores the base. */
export type SeedChoice =
  { kind: "tier"; tier: Tier } | { kind: "count"; count: number } | { kind: "range"; first: number; last: number };

/** What a scenario says of its own seeds. */
export interface SeedCounts {
  quick?: number;
  grade?: number;
}

/** The forms that {@link parseSeeds} takes, for people. */
export const SEED_FORMS = `"quick", "grade", a number of seeds (50), or a range (1..1000)`;

/** `quick`, `grade`, `50`, `1..1000`; `undefined` for anything else. */
export function parseSeeds(text: string): SeedChoice | undefined {
  if (text === "quick" || text === "grade") return { kind: "tier", tier: text };
  const range = /^(\d{1,10})\.\.(\d{1,10})$/.exec(text);
  if (range !== null) return checkedRange(Number(range[1]), Number(range[2]));
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const count = Number(text);
  return count >= 1 && count <= MAX_COUNT ? { kind: "count", count } : undefined;
}

function checkedRange(first: number, last: number): SeedChoice | undefined {
  if (first > last || last > MAX_SEED || last - first >= MAX_COUNT) return undefined;
  return { kind: "range", first, last };
}

/** A seed as typed; `undefined` if it is none. */
export function parseSeed(text: string): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const seed = Number(text);
  return seed <= MAX_SEED ? seed : undefined;
}

/** The seeds, ascending. A tier's are base … base + n − 1. */
export function seedsFor(choice: SeedChoice, base: number, counts: SeedCounts): number[] {
  if (choice.kind === "range") return consecutive(choice.first, choice.last - choice.first + 1);
  const count = choice.kind === "count" ? choice.count : (counts[choice.tier] ?? DEFAULT_SEEDS[choice.tier]);
  return consecutive(base, count);
}

function consecutive(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

/** As {@link parseSeeds} reads it. */
export function showSeeds(choice: SeedChoice): string {
  if (choice.kind === "tier") return choice.tier;
  return choice.kind === "count" ? String(choice.count) : `${choice.first}..${choice.last}`;
}
