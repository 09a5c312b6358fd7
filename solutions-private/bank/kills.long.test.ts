import { allMutants } from "./bank";
import { killsOf } from "./kills";
import { isOwed } from "./matrix";

jest.setTimeout(900_000);

test("every mutant that can be caught is caught by the grade tier", async () => {
  const owed = allMutants.filter(isOwed).map(({ name }) => name);
  expect(await killsOf(owed)).toMatchObject({ survivors: [], killed: owed.length });
});
