/** What the classic scenarios alone catch: by campaigns, each of the mutants that the ones before let through. */
import { parseSeeds } from "../../tester/run/tiers";
import { LABS, type Lab } from "../../tester/scenarios/scenario";
import { caught, type Evidence } from "./evidence";
import { table, thousands } from "./markdown";

/** Where a campaign ends: with the first seed, which is a figure of its own, and then with each hundred, a quarter of an hour. */
const ENDS = [1, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000] as const;

/** What is known after one of the campaigns. */
interface Step {
  /** From the first on. */
  seeds: number;
  survivors: readonly string[];
}

/** Each goes on where the one before ended; what doesn't is left of an older kit or bank, and isn't counted. */
function stepsOf(campaigns: readonly Evidence[]): Step[] {
  const steps: Step[] = [];
  for (const { kit, seeds, wrong } of campaigns) {
    const range = parseSeeds(seeds.choice);
    if (range?.kind !== "range" || wrong === undefined) break;
    const { seeds: known = 0, survivors }: Partial<Step> = steps.at(-1) ?? {};
    const isSameBank = kit === campaigns[0].kit && wrong.owed === (survivors?.length ?? wrong.owed);
    if (!isSameBank || range.first !== known + 1) break;
    steps.push({ seeds: range.last, survivors: wrong.survivors });
  }
  return steps;
}

/** The seeds of the next campaign and whom it is about, nobody named being all; nothing when all is done. */
export function nextOfClassic(campaigns: readonly Evidence[], kit: string): string[] {
  const known: Partial<Step> = stepsOf(campaigns.filter((each) => each.kit === kit)).at(-1) ?? {};
  const { seeds = 0, survivors } = known;
  const end = ENDS.find((each) => each > seeds);
  if (end === undefined || survivors?.length === 0) return [];
  return [`${seeds + 1}..${end}`, ...(survivors ?? [])];
}

/** The section of docs/trust.md, beside what all scenarios catch. `labs`: each mutant's. */
export function classicSection(
  campaigns: readonly Evidence[],
  quick: Evidence | undefined,
  labs: ReadonlyMap<string, Lab>,
): string {
  const steps = stepsOf(campaigns);
  const last = steps.at(-1);
  if (last === undefined) return "";
  const { owed } = campaigns[0].wrong!;
  const rows = steps.map(({ seeds, survivors }) => [
    `classic scenarios, ${seeds === 1 ? "1 seed" : `${thousands(seeds)} seeds`}`,
    caught({ owed, survivors }),
  ]);
  if (quick?.wrong !== undefined) rows.push(["all scenarios, the quick tier", caught(quick.wrong)]);
  return [
    "## What the classic tests alone would catch",
    "",
    "The scenarios of the classic labs are marked, and were run by themselves, on this simulator and under these laws. (The",
    "classic tests look less often, and at fewer things, so their own figures are lower.)",
    "",
    table(["what is run", "caught, of those that must be"], rows),
    ...(last.survivors.length === 0 ? [] : ["", ...notCaught(last, labs)]),
  ].join("\n");
}

function notCaught({ seeds, survivors }: Step, labs: ReadonlyMap<string, Lab>): string[] {
  const further =
    seeds < ENDS.at(-1)! ? " The seeds after these aren't measured yet: `make trust-classic` goes on." : "";
  const byLab = LABS.flatMap((lab) => {
    const own = survivors.filter((name) => labs.get(name) === lab);
    return own.length === 0 ? [] : [`- ${lab}: ${own.join(", ")}`];
  });
  return [`Not caught by them are these.${further}`, "", ...byLab];
}
