import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { raftlab } from "./command";
import { toyRaft } from "../run/toy";
import { validatorOf } from "../grade/formats/validator";
import schema from "../grade/formats/gradescope.schema.json";

const ROOT = mkdtempSync(join(tmpdir(), "autograder-"));
const ZIP = join(ROOT, "bundle.zip");
const RESULTS = join(ROOT, "results", "results.json");
const SALT = "nobody-knows-this";
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

/** Runs a script as the platform does: an environment with next to nothing in it. */
function bash(script: string): Promise<{ code: number; said: string }> {
  const env = { PATH: process.env.PATH, HOME: ROOT, AUTOGRADER_ROOT: ROOT };
  return new Promise((resolve) => {
    const child = execFile("bash", [script], { cwd: ROOT, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    );
  });
}

function results(): { tests: { name: string; status: string; visibility: string; score?: number }[] } {
  return JSON.parse(readFileSync(RESULTS, "utf8"));
}

/** Writes a submission, and has it graded. */
async function graded(text: string): Promise<{ code: number; said: string }> {
  rmSync(join(ROOT, "submission"), { recursive: true, force: true });
  mkdirSync(join(ROOT, "submission"));
  writeFileSync(join(ROOT, "submission", "raft.ts"), text);
  writeFileSync(join(ROOT, "source", "salt"), SALT);
  return bash(join(ROOT, "run_autograder"));
}

test("the bundle is the same every time, small, and holds nothing that is secret but the salt", async () => {
  const args = ["bundle", "gradescope", ZIP, "--labs", "2a", "--seeds", "9", "--salt", SALT];
  expect(await raftlab(args)).toMatchObject({ code: 0, stderr: "" });
  const first = readFileSync(ZIP);
  expect(await raftlab(args, { env: { TZ: "Asia/Tokyo" } })).toMatchObject({ code: 0 });
  expect(readFileSync(ZIP).equals(first)).toBe(true);
  expect(first.length).toBeLessThan(1_048_576);
  const files = Object.entries(unzipSync(first));
  expect(files.filter(([, bytes]) => Buffer.from(bytes).includes(SALT)).map(([name]) => name)).toEqual(["salt"]);
  expect(files.filter(([name]) => /solutions-private|docs\//.test(name))).toEqual([]);
});

test("unpacked elsewhere, it installs itself, and grades", async () => {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(ZIP)))) {
    mkdirSync(dirname(join(ROOT, "source", name)), { recursive: true });
    writeFileSync(join(ROOT, "source", name), bytes);
  }
  cpSync(join(ROOT, "source", "run_autograder"), join(ROOT, "run_autograder"));
  expect(await bash(join(ROOT, "source", "setup.sh"))).toMatchObject({ code: 0 });
  expect(statSync(join(ROOT, "source", "salt")).mode & 0o777).toBe(0o600);

  expect(await graded(toyRaft(""))).toMatchObject({ code: 0 });
  const text = readFileSync(RESULTS, "utf8");
  expect(validatorOf(schema)(text)).toEqual([]);
  expect(text).not.toContain(SALT);
  const scored = results().tests.filter(({ score }) => score !== undefined);
  expect(scored.length).toBeGreaterThan(3);
  expect(scored.every(({ visibility }) => visibility === "after_due_date")).toBe(true);
  // It elects nobody.
  expect(scored.find(({ name }) => name.includes("initial election"))).toMatchObject({ score: 0, status: "failed" });
  expect(existsSync(join(ROOT, "source", "salt"))).toBe(false);
}, 300_000);

test("code that doesn't compile gets its errors, and no half-written file stays", async () => {
  expect(await graded(`export const x: number = "text";`)).toMatchObject({ code: 0 });
  expect(readFileSync(RESULTS, "utf8")).toContain("error TS2322");
  expect(readdirSync(join(ROOT, "results"))).toEqual(["results.json"]);
}, 120_000);
