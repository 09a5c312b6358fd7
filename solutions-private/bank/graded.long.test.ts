/** What a grade says of wrong programs: as their authors' terminals do, and the same however it was graded. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killedAfter, raftlab } from "../../tester/cli/command";
import { gradesFileSchema, type TestGrade } from "../../tester/grade/result";
import { allMutants } from "./bank";
import { writeProgram } from "./build";

jest.setTimeout(240_000);

/** A wrong program, a test that it fails, and the rule that its diagnosis names. */
const WRONG = [
  ["two-votes-a-term", "2a/duelling-candidates", "a server votes for at most one candidate in a term"],
  ["always-truncate", "2b/late-append-entries", "without a conflict nothing is removed: a late message must not"],
] as const;
const TESTS = WRONG.map(([, test]) => test).join(",");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "graded-"));
  for (const mutant of allMutants)
    if (WRONG.some(([name]) => name === mutant.name)) writeProgram(join(folder, "class", mutant.name), mutant);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const argsFor = (out: string, ...more: string[]): string[] => {
  const few = ["--labs", TESTS, "--seeds", "2", "--run-all"];
  return ["grade", join(folder, "class"), "--out", join(folder, out), ...few, ...more];
};
const jsonOf = (out: string): string => readFileSync(join(folder, out, "grades.json"), "utf8");
const testOf = (name: string, test: string): TestGrade => {
  const { grades } = gradesFileSchema.parse(JSON.parse(jsonOf("two")));
  const { labs } = grades.find(({ submission }) => submission === name)!;
  return labs.flatMap(({ tests }) => tests).find(({ scenario }) => scenario === test.split("/")[1])!;
};
const timelinesIn = (out: string): Map<string, string> => {
  const students = join(folder, out, "students");
  const files = existsSync(students) ? readdirSync(students, { recursive: true, encoding: "utf8" }) : [];
  const pages = files.filter((file) => file.includes("timelines") && /\.html/.test(file)).sort();
  return new Map(pages.map((file) => [file, readFileSync(join(students, file), "utf8")]));
};

beforeAll(async () => {
  expect((await raftlab(argsFor("two", "--jobs", "2"))).code).toBe(0);
});

test.each(WRONG)(
  "%s: the cause is the rule broken first, and the message is the terminal's",
  async (name, test, rule) => {
    const { cause, message } = testOf(name, test).failure!;
    expect(cause).toContain(rule);
    for (const part of [`  Broken first: ${rule}`, "  How it came to it:", "  Read again: labs/"])
      expect(message).toContain(part);
    const impl = ["--impl", join(folder, "class", name)];
    const { stdout } = await raftlab(["test", test, "--seeds", "1..2", "--no-shrink", ...impl]);
    const said = message.slice(0, message.indexOf("\n  Replay:"));
    expect(stdout).toContain(said);
  },
);

test("with other jobs and sandboxes the same bytes, timelines included", async () => {
  await raftlab(argsFor("one", "--jobs", "1", "--sandbox", "process"));
  expect(jsonOf("one")).toBe(jsonOf("two"));
  expect(timelinesIn("one")).toEqual(timelinesIn("two"));
  expect(timelinesIn("two").size).toBe(2);
});

test("killed while it draws, it leaves no half page under a page's name, and the next one draws what is missing", async () => {
  await raftlab(argsFor("killed", "--timelines", "none"));
  for (const ms of [900, 1_300, 1_700, 2_100]) {
    await killedAfter(ms, argsFor("killed"));
    const whole = timelinesIn("two");
    for (const [file, page] of timelinesIn("killed")) if (file.endsWith(".html")) expect(page).toBe(whole.get(file));
  }
  expect((await raftlab(argsFor("killed"))).code).toBe(0);
  expect(timelinesIn("killed")).toEqual(timelinesIn("two"));
});
