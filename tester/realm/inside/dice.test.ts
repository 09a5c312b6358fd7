import { worthOf } from "../lone-server";

const TEN = "Array.from({ length: 10 }, Math.random)";

test("the same seed draws the same, another one doesn't", async () => {
  const drawn = await worthOf(TEN, { dice: 7 });
  expect(await worthOf(TEN, { dice: 7 })).toEqual(drawn);
  expect(await worthOf(TEN, { dice: 8 })).not.toEqual(drawn);
});

test("the draws of a seed are these, on every machine", async () => {
  expect(await worthOf("Array.from({ length: 3 }, Math.random)", { dice: 1 })).toMatchSnapshot();
});

test("draws are spread evenly over [0, 1), the first ones of neighbouring seeds too", async () => {
  const draws = (await worthOf("Array.from({ length: 10000 }, Math.random)")) as number[];
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(1);
  const tenths = Array.from({ length: 10 }, (_, i) => draws.filter((x) => Math.floor(x * 10) === i).length);
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  const firsts = await Promise.all([1, 2, 3, 4].map((dice) => worthOf("Math.random()", { dice })));
  expect(new Set(firsts.map((x) => Math.floor((x as number) * 100))).size).toBeGreaterThan(2);
});

test("randomUUID is of version 4, and another one each time", async () => {
  const [one, other] = (await worthOf("[crypto.randomUUID(), crypto.randomUUID()]")) as string[];
  expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(other).not.toBe(one);
});

test("getRandomValues fills integers and returns the array", async () => {
  const code = "(() => { const a = new Uint16Array(8); return [crypto.getRandomValues(a) === a, [...a]]; })()";
  const [same, values] = (await worthOf(code)) as [boolean, number[]];
  expect(same).toBe(true);
  expect(new Set(values).size).toBeGreaterThan(4);
  expect(Math.max(...values)).toBeGreaterThan(255);
});

test.each([
  ["new Float64Array(2)", "TypeError"],
  ["[1, 2]", "TypeError"],
  ["new Uint8Array(65537)", "QuotaExceededError"],
])("getRandomValues(%s) throws", async (array, name) => {
  const code = `(() => { try { crypto.getRandomValues(${array}); } catch (error) { return error.name; } })()`;
  expect(await worthOf(code)).toBe(name);
});
