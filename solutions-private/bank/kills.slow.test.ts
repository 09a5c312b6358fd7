import { allMutants } from "./bank";
import { killsOf } from "./kills";
import { isOwed } from "./matrix";

jest.setTimeout(300_000);

/** One in so many, so that all labs are in it; kills.long.test.ts takes them all. */
const ONE_IN = 5;

test("mutants of all labs are caught by the grade tier", async () => {
  const some = allMutants.filter(isOwed).filter((_, i) => i % ONE_IN === 0);
  expect(new Set(some.map(({ lab }) => lab)).size).toBe(6);
  expect(await killsOf(some.map(({ name }) => name))).toMatchObject({ survivors: [], killed: some.length });
});
