/** Those that only a watchdog ends; a right program beside them keeps its result. */
import { join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { beasts, confinementHere, folderOf, problemsOf, runOf } from "./zoo";

jest.setTimeout(300_000);
const confinement = confinementHere();

test.each(beasts("slow-rejected").map((beast) => [beast.name, beast.tries, beast] as const))(
  "%s %s: rejected",
  async (_name, _tries, beast) => expect(await problemsOf(beast, confinement)).toMatch(beast.says),
);

test.each(beasts("slow").map((beast) => [beast.name, beast.tries, beast] as const))(
  "%s %s: fails, and the reference beside it passes as ever",
  async (_name, _tries, beast) => {
    const reference = join(kitRoot(), "solutions-private", "reference");
    const [outcome, right] = await Promise.all([runOf(folderOf(beast), confinement), runOf(reference, confinement)]);
    expect(outcome).toMatchObject({ verdict: "fail", violation: { law: "budget" } });
    expect(right).toMatchObject({ verdict: "pass" });
  },
);
