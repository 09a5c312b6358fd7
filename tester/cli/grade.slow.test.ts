/** `raftlab grade` as a command, on a class of bad submissions and short tests. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { killedAfter, raftlab } from "./command";

jest.setTimeout(240_000);

const BAD = join(kitRoot(), "tester", "run", "bad-submissions");
const CLASS = ["throw-in-timer", "type-error", "missing-file", "log-flood", "not-json", "todo-in-2b"];
/** How often the grader is killed. */
const KILLS = 20;

let folder: string;
let submissions: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "grade-"));
  submissions = join(folder, "class");
  for (const name of CLASS) cpSync(join(BAD, name), join(submissions, name), { recursive: true });
  mkdirSync(join(submissions, `=cmd|' &C calc'!A0, "x"`));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const argsFor = (out: string, ...more: string[]): string[] => {
  const few = ["--labs", "2a/lone-server,2a/two-servers,2b/basic-agreement", "--seeds", "2", "--salt", "spring"];
  return ["grade", submissions, "--out", join(folder, out), ...few, ...more];
};
const csvOf = (out: string): string => readFileSync(join(folder, out, "grades.csv"), "utf8");
const jsonOf = (out: string): string => readFileSync(join(folder, out, "grades.json"), "utf8");

const timelinesIn = (out: string): string[] =>
  readdirSync(join(folder, out, "students"), { recursive: true, encoding: "utf8" })
    .filter((file) => /timelines.*\.html$/.test(file))
    .sort();

/** How long an undisturbed grading takes on this machine, ms. */
let calmMs: number;

test("a class is graded: a line a submission, whatever it is", async () => {
  const beganAtMs = performance.now();
  const { code, stdout } = await raftlab(argsFor("calm"));
  calmMs = performance.now() - beganAtMs;
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining("7 submissions graded, 0 with all points"),
  });
  expect(csvOf("calm").split("\n")).toHaveLength(9);
  expect(csvOf("calm")).toContain(`"'=cmd|' &C calc'!A0, ""x""",rejected,0`);
  const messages = jsonOf("calm");
  expect(messages).not.toContain("spring");
  expect(messages).not.toContain(folder);
});

test("the same with other jobs, and a sample graded once more is the same", async () => {
  const { code, stdout } = await raftlab(argsFor("jobs", "--jobs", "1", "--verify", "3"));
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining("3 submissions graded once more: 0 results differ."),
  });
  expect([csvOf("jobs"), jsonOf("jobs")]).toEqual([csvOf("calm"), jsonOf("calm")]);
});

test("a sample that differs when it is graded once more is told, and the grades are there all the same", async () => {
  const forged = join(folder, "forged");
  cpSync(join(folder, "calm"), forged, { recursive: true });
  const journal = join(forged, "journal.jsonl");
  const hash = /("scenario":"lone-server".*?"hash":")[0-9a-f]{12}/;
  writeFileSync(journal, readFileSync(journal, "utf8").replace(hash, "$1000000000000"));
  rmSync(join(forged, "grades.csv"));
  const { code, stdout } = await raftlab(argsFor("forged", "--verify", String(CLASS.length + 1)));
  expect({ code, stdout }).toEqual({ code: 2, stdout: expect.stringContaining(": 1 result differs.") });
  expect(stdout).toMatch(/^\S+ 2a: lone-server was (pass|fail) \(000000000000\), and is \1 \([0-9a-f]{12}\)$/m);
  expect(csvOf("forged")).toBe(csvOf("calm"));
});

test(`killed ${KILLS} times and resumed, it comes to the same bytes, and repeats nothing that was done`, async () => {
  // At every time of a grading, its beginning and its end included; by and by less is left to do.
  for (let kills = 1; kills <= KILLS; kills++)
    await killedAfter((((kills * 7) % KILLS) / KILLS) * calmMs, argsFor("killed"));
  expect((await raftlab(argsFor("killed"))).code).toBe(0);
  expect([csvOf("killed"), jsonOf("killed")]).toEqual([csvOf("calm"), jsonOf("calm")]);
  const lines = readFileSync(join(folder, "killed", "journal.jsonl"), "utf8")
    .split("\n")
    .slice(0, -1);
  const parts = lines.map((line) => JSON.parse(line) as { submission: string; result: { lab: string } });
  const names = parts.map(({ submission, result }) => `${submission} ${result.lab}`);
  expect(new Set(names).size).toBe(names.length);
});

test("two machines with a shard each, merged, are one", async () => {
  await raftlab(argsFor("shard-1", "--shard", "1/2"));
  await raftlab(argsFor("shard-2", "--shard", "2/2"));
  const { code } = await raftlab([
    "merge",
    join(folder, "shard-2"),
    join(folder, "shard-1"),
    "--out",
    join(folder, "whole"),
  ]);
  expect(code).toBe(0);
  expect([csvOf("whole"), jsonOf("whole")]).toEqual([csvOf("calm"), jsonOf("calm")]);
  const pages = timelinesIn("whole");
  expect(pages.length).toBeGreaterThan(0);
  expect(pages).toEqual(timelinesIn("calm"));
});

test("a submission that changed is graded again, and only that one; the comparison says why", async () => {
  const later = join(folder, "later");
  cpSync(join(folder, "calm"), later, { recursive: true });
  cpSync(join(BAD, "throw-in-timer", "raft.ts"), join(submissions, "missing-file", "raft.ts"));
  const { stdout, stderr } = await raftlab(argsFor("later", "--compare", join(folder, "calm")));
  expect(stderr.match(/^\d+\/\d+ .*$/gm)?.every((line) => line.includes("missing-file"))).toBe(true);
  expect(stdout).toContain("missing-file: 0 → ");
  expect(stdout).toContain("Its files are others.");
  rmSync(join(submissions, "missing-file", "raft.ts"));
});

test.each([
  [["grade", "nowhere", "--out", "x"], "There is no folder nowhere; it holds a folder or a zip for each submission."],
  [["grade", "tester", "--out", "tester/x"], "--out tester/x lies within the submissions: name a folder beside them."],
])("%j is refused in a sentence", async (args, sentence) => {
  const { code, stderr } = await raftlab(args);
  expect({ code, stderr }).toEqual({ code: 1, stderr: `raftlab: ${sentence}\n` });
});

test("--only names a submission that is there, and a second grader waits", async () => {
  const { stderr } = await raftlab(argsFor("calm", "--only", "type-eror"));
  expect(stderr).toContain(`raftlab: There is no submission "type-eror"; did you mean type-error?\n`);
  writeFileSync(join(folder, "calm", "lock"), `${process.pid}\n`);
  const locked = await raftlab(argsFor("calm"));
  expect(locked.stderr).toContain(`process ${process.pid} is grading into this folder: wait for it, or end it.`);
  rmSync(join(folder, "calm", "lock"));
});
