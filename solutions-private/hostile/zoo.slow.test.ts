/** Each cheat and each bomb comes to what its second line says, and nothing else of the machine changes. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beasts, confinementHere, folderOf, problemsOf, runOf } from "./zoo";

jest.setTimeout(120_000);
const confinement = confinementHere();

const canary = mkdtempSync(join(tmpdir(), "canary-"));
afterAll(() => {
  expect(readdirSync(canary)).toEqual([]);
  rmSync(canary, { recursive: true });
});

test.each(beasts("rejected").map((beast) => [beast.name, beast.tries, beast] as const))(
  "%s %s: rejected",
  async (_name, _tries, beast) => expect(await problemsOf(beast, confinement)).toMatch(beast.says),
);

test.each(beasts("fails").map((beast) => [beast.name, beast.tries, beast] as const))(
  "%s %s: fails",
  async (_name, _tries, beast) => {
    const outcome = await runOf(folderOf(beast), confinement);
    expect(outcome).toMatchObject({ verdict: "fail" });
    const shown = JSON.stringify(outcome);
    expect(shown).toMatch(beast.says);
    expect(shown).not.toContain("ESCAPED");
  },
);

test("there are at least thirty", () => {
  expect(beasts("rejected", "slow-rejected", "fails", "slow").length).toBeGreaterThanOrEqual(30);
});
