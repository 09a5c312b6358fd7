import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Journal, type Searched } from "./journal";

const SEARCHED: Searched = {
  ...{ lab: "2b", servers: 3, seed: 1, deviations: 2, within: 10, random: 0, depth: 3, kit: "k", submission: "s" },
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "journal-"))));
afterEach(() => rmSync(folder, { recursive: true }));
const file = (): string => join(folder, "deeper", "journal.jsonl");

test("the same search goes on where it was", () => {
  new Journal(file(), SEARCHED).done("l0-1.3");
  const again = new Journal(file(), SEARCHED);
  expect([again.size, again.isDone("l0-1.3"), again.isDone("")]).toEqual([1, true, false]);
  expect(new Journal(file(), SEARCHED, true).size).toBe(0);
});

test("another search, kit or submission begins anew", () => {
  new Journal(file(), SEARCHED).done("l0-1.3");
  expect(new Journal(file(), { ...SEARCHED, submission: "t" }).size).toBe(0);
  expect(new Journal(file(), SEARCHED).size).toBe(0);
});

test("a line that was cut off in the middle is done again", () => {
  const journal = new Journal(file(), SEARCHED);
  journal.done("l0-1.3");
  appendFileSync(file(), '{"edits":"l0-');
  const again = new Journal(file(), SEARCHED);
  expect(again.size).toBe(1);
});
