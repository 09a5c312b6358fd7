/** Parts of a mutant, played in order by real children. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allMutants } from "./bank";
import { playRows } from "./campaign";
import { frozenKit } from "./frozen-kit";
import { MatrixJournal } from "./matrix-journal";
import type { Asked, Part } from "./part";
import type { Played, Until } from "./runner";

const folder = mkdtempSync(join(tmpdir(), "campaign-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Caught by the second of these two, on any seed. */
const changed = allMutants.find(({ name }) => name === "timer-reset-by-refused-vote")!;
const harmless = (seed: number): Asked => ({ lab: "2b", scenario: "lone-server", seed, number: seed });
const deadly = (seed: number): Asked => ({ lab: "2b", scenario: "out-of-date-candidate", seed, number: seed });

function partOf(...runs: Asked[]): Part {
  return { role: "raft", runs };
}

async function played(name: string, until: Until, ...parts: Part[]): Promise<Played & { lines: number }> {
  const file = join(folder, name);
  const [result] = await playRows(
    [{ changed, parts, isInOrder: true }],
    { until, kit: frozenKit(), signal: new AbortController().signal },
    { journal: new MatrixJournal(file, false), jobs: 2, done: () => undefined },
  );
  return { ...result!, lines: readFileSync(file, "utf8").trimEnd().split("\n").length };
}

test("a cell that has its kill is left alone in the parts that follow", async () => {
  const { cells } = await played("cell", "cell", partOf(harmless(1), deadly(1)), partOf(harmless(2), deadly(2)));
  expect(cells).toMatchObject([
    { scenario: "lone-server", runs: 2 },
    { scenario: "out-of-date-candidate", runs: 1, kill: { number: 1 } },
  ]);
});

test("where the first kill ends it, what follows isn't played, and what came before counts", async () => {
  const result = await played("first", "first", partOf(harmless(1)), partOf(deadly(1)), partOf(harmless(2)));
  expect(result).toMatchObject({ lines: 2, runs: 2, first: { scenario: "out-of-date-candidate", runs: 2 } });
  expect(result.first!.cpuMs).toBeCloseTo(result.cpuMs);
  const again = await played("first", "first", partOf(harmless(1)), partOf(deadly(1)), partOf(harmless(2)));
  expect(again).toEqual(result);
});
