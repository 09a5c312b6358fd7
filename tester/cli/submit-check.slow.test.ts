import { zipSync } from "fflate";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { Folders, toyRaft } from "../run/toy";
import { raftlab } from "./command";
import { gapsIn } from "./submit-check/gaps";

const folders = new Folders();
const scratch = mkdtempSync(join(tmpdir(), "submit-check-"));
afterAll(() => {
  folders.remove();
  rmSync(scratch, { recursive: true });
});

test("gaps are calls of todo, not what comments and texts say", () => {
  const text = `// todo("2a", "a")\nconst s = 'todo("2b", "b")';\nreturn todo("2C", "Raft.persist");\ntodo(lab, "x"); other("2a", "y");`;
  expect(gapsIn([{ name: "raft.ts", text }])).toEqual([{ lab: "2c", what: "Raft.persist", file: "raft.ts", line: 3 }]);
});

test("the starter can be graded in every lab part, and its gaps are named, each with its line", async () => {
  const { stdout, code } = await raftlab(["submit-check"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Lab 2B  can be graded: yes, but still to be written are:\n          Raft.start (raft.ts:");
  expect(stdout.match(/can be graded: yes/g)).toHaveLength(6);
  expect(stdout).toContain("Not taken:\n  tsconfig.json (not a .ts file)\n");
});

test("a copy of the handout: starter/ alone counts; what is taken is what is checked, for the labs that are handed in", async () => {
  const clone = join(scratch, "clone");
  mkdirSync(join(clone, "starter"), { recursive: true });
  mkdirSync(join(clone, "tester"));
  writeFileSync(join(clone, "starter/raft.ts"), toyRaft(""));
  const json = join(scratch, "answer.json");
  const { stdout, code } = await raftlab(["submit-check", "2a", "--impl", clone, "--json", json]);
  expect(stdout).toContain("only the files of its starter/ are taken, and its tester is never run");
  expect(stdout).toMatch(/\nLab 2A {2}can be graded: yes\n$/);
  expect(code).toBe(0);
  expect(JSON.parse(readFileSync(json, "utf8"))).toMatchObject({
    format: "raftlab/submit-check/1",
    files: [{ name: "raft.ts" }],
    parts: [{ lab: "2a", isGradable: true, problems: [], gaps: [] }],
  });

  const all = await raftlab(["submit-check", "--impl", clone]);
  expect(all.code).toBe(1);
  expect(all.stdout).toContain("Lab 2D  can be graded: yes\n");
  expect(all.stdout).toContain(
    "Lab 3B  can be graded: no, because of this: There is no server.ts in the submission's folder.",
  );
});

test.each([
  [`import "./lib/log";`, 'imports "./lib/log", which is not there'],
  [`import "fs";`, 'imports "fs"; a submission may import only "raftlab" and its own files'],
  [`const x: string = 1;`, "raft.ts(1,7): error TS2322: Type 'number' is not assignable to type 'string'."],
  [`fetch("x");`, "error TS2304: Cannot find name 'fetch'."],
])("%s: no, and why", async (line, why) => {
  const folder = folders.add(`${line}\n${toyRaft("")}`);
  // A file in a folder is not taken, so that an import of it can't be kept.
  mkdirSync(join(folder, "lib"));
  writeFileSync(join(folder, "lib/log.ts"), "export {};");
  const { stdout, code } = await raftlab(["submit-check", "2a", "--impl", folder]);
  expect(stdout).toContain("Not taken:\n  lib/ (a folder)\n");
  expect(stdout).toMatch(/Lab 2A {2}can be graded: no, because of this: /);
  expect(stdout).toContain(why);
  expect(code).toBe(1);
});

test("a zip is checked as its folder would be; what is neither is a sentence", async () => {
  const zip = join(scratch, "mine.zip");
  writeFileSync(zip, zipSync({ "raftlab-main": { starter: { "raft.ts": Buffer.from(toyRaft("")) } } }));
  const { stdout, code } = await raftlab(["submit-check", "2a", "--impl", zip]);
  expect(stdout).toContain("Its files lie in the folder raftlab-main.");
  expect(stdout).toMatch(/\nLab 2A {2}can be graded: yes\n$/);
  expect(code).toBe(0);

  writeFileSync(zip, "Rar!");
  const broken = await raftlab(["submit-check", "2a", "--impl", zip]);
  expect(broken.stdout).toContain(
    "no, because of this: It is no zip that can be read: its list of contents is missing.",
  );
  expect(broken.code).toBe(1);

  expect(await raftlab(["submit-check", "--impl", join(kitRoot(), "package.json")])).toMatchObject({
    stderr: expect.stringContaining(
      "is neither a folder nor a zip: name the folder with raft.ts in it, or a zip of it.",
    ),
    code: 1,
  });
});

test("without one file that a lab loads, and with a lab that isn't there: a sentence", async () => {
  const folder = join(scratch, "other");
  mkdirSync(folder);
  cpSync(join(kitRoot(), "starter/raft.ts"), join(folder, "Raft.ts"));
  const { stdout, code } = await raftlab(["submit-check", "2a", "--impl", folder]);
  expect(stdout).toContain(
    "There is no raft.ts, server.ts or client.ts in it. Raft.ts is not raft.ts: upper and lower",
  );
  expect(code).toBe(1);
  expect(await raftlab(["submit-check", "9z"])).toMatchObject({
    stderr: expect.stringContaining("There is no lab"),
    code: 1,
  });
});
