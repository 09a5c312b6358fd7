import fc from "fast-check";
import { ALL_PPM, hashOf, Stream } from "./random";

const draws = (stream: Stream, count = 5): number[] => Array.from({ length: count }, () => stream.int(0, 999_999));

test("the first draws stay what they are: a change would move every run of every seed", () => {
  expect(hashOf(1, "fate", 0, 2, 7)).toMatchInlineSnapshot(`2115162519`);
  expect(draws(new Stream(1, "fate", 0, 2, 7))).toMatchInlineSnapshot(`
   [
     392457,
     857328,
     881343,
     718741,
     629370,
   ]
  `);
  expect(draws(new Stream("boot", 4_294_967_295))).toMatchInlineSnapshot(`
   [
     689614,
     870257,
     233566,
     893351,
     854264,
   ]
  `);
});

test.each([
  [["a"], ["b"]],
  [[1], ["1"]],
  [
    ["ab", "c"],
    ["a", "bc"],
  ],
  [
    [1, 2],
    [2, 1],
  ],
  [[1], [1 + 2 ** 32]],
  [[1], [1, 0]],
  [[-1], [2 ** 32 - 1]],
  [["a"], ["a", ""]],
])("labels %p and %p are two streams", (one, other) => {
  expect(draws(new Stream(...one))).not.toEqual(draws(new Stream(...other)));
});

test("equal labels are the same stream, and a draw more in one moves no other", () => {
  const [one, other] = [new Stream(7, "one"), new Stream(7, "other")];
  draws(one, 3);
  expect(draws(other)).toEqual(draws(new Stream(7, "other")));
});

test("a draw of another range leaves the draws after it: each takes one step of the stream", () => {
  // Of a range just above 2^31 nearly half of all words are refused.
  for (let seed = 0; seed < 50; seed++) {
    const [small, large] = [new Stream(seed), new Stream(seed)];
    small.int(0, 9);
    large.int(0, 2 ** 31);
    expect(draws(small)).toEqual(draws(large));
  }
});

test("streams of neighbouring numbers look unlike: their first draws are spread evenly", () => {
  const buckets = Array<number>(16).fill(0);
  for (let number = 0; number < 16_000; number++) buckets[new Stream(1, "fate", 0, 1, number).int(0, 15)]++;
  for (const count of buckets) expect(Math.abs(count - 1_000)).toBeLessThan(160); // five standard deviations
});

test("int keeps its bounds, both of them included", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer(), fc.nat({ max: 1_000_000 }), (seed, low, width) => {
      const drawn = new Stream(seed).int(low, low + width);
      expect(Number.isInteger(drawn) && drawn >= low && drawn <= low + width).toBe(true);
    }),
    { seed: 1 },
  );
  const stream = new Stream(1);
  expect(new Set(Array.from({ length: 200 }, () => stream.int(3, 5)))).toEqual(new Set([3, 4, 5]));
});

test("chance: never at 0, always at a million, and about as often as it says", () => {
  const stream = new Stream(3);
  const often = (ppm: number): number =>
    Array.from({ length: 100_000 }, () => stream.chance(ppm)).filter(Boolean).length;
  expect(often(0)).toBe(0);
  expect(often(ALL_PPM)).toBe(100_000);
  expect(Math.abs(often(100_000) - 10_000)).toBeLessThan(475); // five standard deviations
});

test("shuffle is a permutation and leaves its argument; sample takes different ones", () => {
  fc.assert(
    fc.property(fc.nat(), fc.uniqueArray(fc.nat(), { maxLength: 30 }), fc.nat({ max: 30 }), (seed, items, count) => {
      const before = [...items];
      const shuffled = new Stream(seed).shuffle(items);
      expect(items).toEqual(before);
      expect([...shuffled].sort()).toEqual([...items].sort());
      const sample = new Stream(seed).sample(items, count);
      expect(sample).toHaveLength(Math.min(count, items.length));
      expect(new Set(sample).size).toBe(sample.length);
      expect(items).toEqual(expect.arrayContaining(sample));
    }),
    { seed: 1 },
  );
});

test("every order comes up: six of three items", () => {
  const stream = new Stream(5);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6_000; i++) {
    const order = stream.shuffle(["a", "b", "c"]).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(145);
});

test("pick takes each, and none from nothing", () => {
  const stream = new Stream(1);
  expect(new Set(Array.from({ length: 100 }, () => stream.pick(["x", "y", "z"]))).size).toBe(3);
  expect(() => stream.pick([])).toThrow("a stream can't pick from nothing");
});
