import { duplicating, reliable, reordering, unreliable, type NetworkProfile } from "./profile";
import { fateOf, type Fate } from "./fate";

const UNREACHABLE_MAX_US = 6_999_000;
const DRAWS = 100_000;

function fates(profile: NetworkProfile, count = DRAWS, from = 0): Fate[] {
  return Array.from({ length: count }, (_, number) => fateOf(profile, UNREACHABLE_MAX_US, 1, from, 1, number));
}

const share = (all: readonly Fate[], has: (fate: Fate) => boolean): number => all.filter(has).length / all.length;

/** Of a range just above 2^31, an even draw refuses nearly half of all words. */
const WIDE_US = 2 ** 31 + 1;

/** Everything at once, so that each draw shows; wide, so that a draw which moved the next ones would show too. */
const rough: NetworkProfile = {
  ...{ name: "rough", minUs: 0, maxUs: WIDE_US, losePpm: 100_000 },
  ...{ duplicatePpm: 500_000, duplicateWithinUs: WIDE_US, longPpm: 500_000, longUs: WIDE_US },
};

test("a fate is a function of seed, link and number", () => {
  const fate = fateOf(rough, UNREACHABLE_MAX_US, 1, 0, 1, 5);
  expect(fateOf(rough, UNREACHABLE_MAX_US, 1, 0, 1, 5)).toEqual(fate);
  for (const [seed, from, to, number] of [
    [2, 0, 1, 5],
    [1, 2, 1, 5],
    [1, 0, 2, 5],
    [1, 1, 0, 5],
    [1, 0, 1, 6],
  ]) {
    expect(fateOf(rough, UNREACHABLE_MAX_US, seed, from, to, number)).not.toEqual(fate);
  }
});

test.each<[string, NetworkProfile, (keyof Fate)[]]>([
  ["loses more", { ...rough, losePpm: 300_000 }, ["delayUs", "unreachableUs"]],
  ["is slower", { ...rough, maxUs: 60_000 }, ["lost", "unreachableUs"]],
  ["delays otherwise", { ...rough, longPpm: 0, longUs: 0 }, ["lost", "unreachableUs"]],
  ["duplicates otherwise", { ...rough, duplicatePpm: 0, duplicateWithinUs: 0 }, ["lost", "delayUs", "unreachableUs"]],
  ["is reliable", reliable, ["unreachableUs"]],
])("a network that %s leaves the other draws as they were", (_, other, same) => {
  const [before, after] = [fates(rough, 2_000), fates(other, 2_000)];
  const moved = before.filter((fate, i) => same.some((field) => fate[field] !== after[i][field]));
  expect(moved).toHaveLength(0);
});

test("pardoning a loss leaves delay and copy of the others", () => {
  const [lossy, lossless] = [fates(rough, 1_000), fates({ ...rough, losePpm: 0 }, 1_000)];
  for (const [i, fate] of lossy.entries()) if (!fate.lost) expect(lossless[i]).toEqual(fate);
  expect(share(lossy, ({ lost }) => lost)).toBeGreaterThan(0);
});

test("rates and delays are those of the profile", () => {
  const slow = fates(unreliable);
  expect(share(slow, ({ lost }) => lost)).toBeCloseTo(0.1, 2); // ±0.005: five standard deviations
  expect(share(slow, ({ delayUs }) => delayUs >= 500 && delayUs <= 27_000)).toBe(1);
  expect(share(slow, ({ delayUs }) => delayUs < 13_750)).toBeCloseTo(0.5, 1);

  const twice = fates(duplicating, 50_000);
  expect(Math.abs(share(twice, ({ copyDelayUs }) => copyDelayUs !== undefined) - 1 / 3)).toBeLessThan(0.0106);
  for (const { delayUs, copyDelayUs } of twice.slice(0, 1_000)) {
    if (copyDelayUs === undefined) continue;
    expect(copyDelayUs).toBeGreaterThan(delayUs);
    expect(copyDelayUs).toBeLessThanOrEqual(delayUs + 400_000);
  }
  expect(share(fates(reordering, 50_000), ({ delayUs }) => delayUs > 2_000)).toBeCloseTo(0.099, 2);
});

test("a healthy link takes 500–2,000 µs, loses and duplicates nothing; the unreachable are drawn from 0 to 6,999 ms", () => {
  const all = fates(reliable, 20_000);
  expect(share(all, ({ lost, copyDelayUs }) => !lost && copyDelayUs === undefined)).toBe(1);
  const delays = all.map(({ delayUs }) => delayUs);
  expect([Math.min(...delays), Math.max(...delays)]).toEqual([500, 2_000]);
  const waits = all.map(({ unreachableUs }) => unreachableUs);
  expect(Math.min(...waits)).toBeLessThan(10_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(UNREACHABLE_MAX_US);
  expect(Math.max(...waits)).toBeGreaterThan(6_990_000);
});

test("what is lost has no copy", () => {
  expect(
    share(fates({ ...rough, losePpm: 500_000 }, 5_000), ({ lost, copyDelayUs }) => lost && copyDelayUs !== undefined),
  ).toBe(0);
});
