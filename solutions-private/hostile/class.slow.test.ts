/** A class with intruders in it: their neighbours' grades are what they are without them, and nothing else changes. */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Grade } from "../../tester/grade/result";
import { kitRoot } from "../../tester/realm/kit-root";
import { INTRUDERS, UNSPEAKABLE } from "./crowd";
import { GradedClass, NEIGHBOURS, SANDBOX } from "./graded-class";

jest.setTimeout(300_000);

const FEW = ["--labs", "2a/lone-server", "--seeds", "2", "--sandbox", SANDBOX];

const all = new GradedClass();
afterAll(() => all.remove());

let calm: Map<string, Grade>;
let calmJournal: string;
let calmRows: string[];
const before = readdirSync(kitRoot());

beforeAll(async () => {
  all.addNeighbours();
  expect((await all.grade("grades", ...FEW)).code).toBe(0);
  [calm, calmJournal, calmRows] = [all.grades("grades"), all.journal("grades"), all.rows("grades", NEIGHBOURS)];
  for (const { name, write } of INTRUDERS) {
    mkdirSync(join(all.submissions, name));
    write(join(all.submissions, name));
  }
  mkdirSync(Buffer.concat([Buffer.from(`${all.submissions}/`), UNSPEAKABLE]));
});

test("without intruders everybody has a grade, and they differ", () => {
  expect([...calm.keys()]).toEqual(NEIGHBOURS);
  expect(new Set(calmRows.map((row) => row.replace(/^\w+/, ""))).size).toBeGreaterThan(1);
});

test("graded into the same folder and anew, they change nothing but the number of lines", async () => {
  const surroundings = all.surroundings();
  expect((await all.grade("grades", ...FEW)).code).toBe(0);
  const anew = await all.grade("anew", ...FEW, "--jobs", "1", "--verify", "3");
  expect(anew).toMatchObject({ code: 0, stdout: expect.stringContaining("3 submissions graded once more: 0 results") });
  for (const out of ["grades", "anew"]) {
    expect(NEIGHBOURS.map((name) => all.grades(out).get(name))).toEqual(NEIGHBOURS.map((name) => calm.get(name)));
    expect(all.rows(out, NEIGHBOURS)).toEqual(calmRows);
  }
  expect(all.journal("grades").startsWith(calmJournal)).toBe(true);
  expect(all.surroundings()).toBe(surroundings);
});

test("the journal has one line for each lab part of each, and none of anybody else", () => {
  const parts = all.units("anew").map(({ submission, result }) => `${submission}/${result.lab}`);
  expect(new Set(parts).size).toBe(parts.length);
  const names = new Set(all.units("anew").map(({ submission }) => submission));
  expect(names.size).toBe(NEIGHBOURS.length + INTRUDERS.length + 1);
});

test.each(INTRUDERS.map((intruder) => [JSON.stringify(intruder.name).slice(0, 40), intruder] as const))(
  "%s has no point, and is told why",
  (_shown, { name, says }) => {
    const { labs, notes } = all.grades("anew").get(name)!;
    expect(labs.map(({ earned }) => earned)).toEqual([0]);
    expect([labs[0].status === "rejected" ? labs[0].because : "", ...notes].join(" ")).toMatch(says);
  },
);

test("nothing has turned up beside the grades, or where the command ran", () => {
  expect(all.beside()).toEqual(["anew", "class", "grades", "home", "tmp"]);
  expect(readdirSync(kitRoot())).toEqual(before);
});
