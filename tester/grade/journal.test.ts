import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Journal } from "./journal";
import type { Unit } from "./result";
import { labWith, testWith } from "./sample";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "journal-"))));
afterEach(() => rmSync(folder, { recursive: true }));
const file = (): string => join(folder, "journal.jsonl");

const UNIT: Unit = {
  ...{ submission: "ada", submissionHash: "s1", groundHash: "g1", result: labWith([testWith()]) },
  cost: { cpuMs: 12, wallMs: 30, attempts: 1 },
};
const KEY = { submission: "ada", submissionHash: "s1", groundHash: "g1", lab: "2a" };

test("gives back what was written, for the same submission, files, ground and lab alone", () => {
  new Journal(file()).add(UNIT);
  const journal = new Journal(file());
  expect(journal.get(KEY)).toEqual(UNIT);
  expect(journal.get({ ...KEY, submissionHash: "s2" })).toBeUndefined();
  expect(journal.get({ ...KEY, groundHash: "g2" })).toBeUndefined();
  expect(journal.get({ ...KEY, lab: "2b" })).toBeUndefined();
});

test("a line that was cut off in the middle counts as not written, at every byte", () => {
  new Journal(file()).add(UNIT);
  const whole = readFileSync(file());
  const second = JSON.stringify({ ...UNIT, submission: "bob" }) + "\n";
  for (let kept = 0; kept < second.length; kept += 7) {
    writeFileSync(file(), whole);
    appendFileSync(file(), second.slice(0, kept));
    const journal = new Journal(file());
    expect(journal.size).toBe(1);
    journal.add({ ...UNIT, submission: "eve" });
    expect(new Journal(file()).size).toBe(2);
  }
});

test("of two lines of one part the later counts", () => {
  const journal = new Journal(file());
  journal.add(UNIT);
  journal.add({ ...UNIT, result: labWith([testWith({ earned: 0, verdict: "fail" })]) });
  expect(new Journal(file()).get(KEY)?.result.earned).toBe(0);
  expect(new Journal(file()).size).toBe(1);
});

test("a whole line that is none of ours is said, with its place, and nothing is lost", () => {
  writeFileSync(file(), `{"submission":"ada"}\n`);
  expect(() => new Journal(file())).toThrow(/journal\.jsonl, line 1 is no graded unit/);
  expect(readFileSync(file(), "utf8")).toBe(`{"submission":"ada"}\n`);
});
