import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MatrixJournal } from "./matrix-journal";
import type { Played } from "./runner";

const folder = mkdtempSync(join(tmpdir(), "journal-"));
afterAll(() => rmSync(folder, { recursive: true }));

function played(runs: number): Played {
  return { cells: [], cpuMs: 1, runs };
}

test("what was played is there again; a line that was cut off isn't, and spoils none after it", () => {
  const file = join(folder, "a", "matrix.jsonl");
  const before = new MatrixJournal(file, false);
  before.add("one", played(1));
  before.add("two", played(2));
  appendFileSync(file, `{"key":"three","pl`);

  const after = new MatrixJournal(file, false);
  expect([after.size, after.get("one"), after.get("three")]).toEqual([2, played(1), undefined]);
  after.add("three", played(3));
  expect(new MatrixJournal(file, false).get("three")).toEqual(played(3));
  expect(readFileSync(file, "utf8").split("\n")).toHaveLength(4);
});

test("afresh nothing counts, and what is played then takes the place of the old, others stay", () => {
  const file = join(folder, "b.jsonl");
  const before = new MatrixJournal(file, false);
  before.add("one", played(1));
  before.add("two", played(2));
  const fresh = new MatrixJournal(file, true);
  expect(fresh.get("one")).toBeUndefined();
  fresh.add("one", played(10));
  const after = new MatrixJournal(file, false);
  expect([after.get("one"), after.get("two")]).toEqual([played(10), played(2)]);
});
