import { imul } from "./hash";
import { Visited } from "./visited";

/** By which a state goes into the hash. */
const FACTOR = 0x9e3779b1;

test("a pair is new once, and told from others of the same hash", () => {
  const visited = new Visited();
  const done = Int32Array.of(-1, 5, 0, 0);
  const add = (state: number, from = 1, to = 1, tail = 4): boolean => visited.add(done, 7, state, from, to, tail);
  expect([add(3), add(3)]).toEqual([true, false]);
  const sameHash = 7 ^ imul(3, FACTOR) ^ imul(4, FACTOR);
  expect(visited.add(done, sameHash, 4, 1, 1, 4)).toBe(true);
  done[1] = 6;
  expect([add(3), add(3)]).toEqual([true, false]);
  expect([add(3, 1, 2), add(3, 1, 2)]).toEqual([true, false]);
  expect([add(3, 1, 1, 3), add(3, 1, 1, 3)]).toEqual([true, false]);
  done[3] = 1;
  expect([add(3, 1, 1, 3), add(3, 1, 1, 3)]).toEqual([true, false]);
});

test("grows, forgets nothing, and counts its bytes", () => {
  const visited = new Visited();
  const addAll = (): boolean[] =>
    Array.from({ length: 5_000 }, (_, i) => visited.add(Int32Array.of(i >> 1), i >> 4, i & 1, 0, 0, 1));
  expect(addAll().every((isNew) => isNew)).toBe(true);
  const { bytes } = visited;
  expect(bytes).toBe(5_000 * (4 * 4 + 16));
  expect(addAll().some((isNew) => isNew)).toBe(false);
  expect(visited.bytes).toBe(bytes);
});
