import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { raftlab, runNode } from "./command";

const scratch = mkdtempSync(join(tmpdir(), "handout-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const out = join(scratch, "out");
let stdout: string;
let paths: string[];
beforeAll(async () => {
  const printed = await raftlab(["handout", out]);
  if (printed.code !== 0) throw new Error(printed.stderr);
  ({ stdout } = printed);
  const all = readdirSync(out, { recursive: true, encoding: "utf8" });
  paths = all.map((path) => path.replaceAll("\\", "/")).filter((path) => statSync(join(out, path)).isFile());
});

function textOf(path: string): string {
  return readFileSync(join(out, path), "utf8");
}

test("the command says how many files there are, and one hash of them all", () => {
  expect(stdout).toMatch(/: \d+ files, \d+ KiB\. .*\nhandout {5}[0-9a-f]{64}\n$/);
  expect(stdout).toContain(`: ${paths.length - 1} files,`);
  expect(existsSync(join(out, "starter/raft.ts"))).toBe(true);
});

test("what is there already is spared, unless forced", async () => {
  expect(await raftlab(["handout", out])).toEqual({
    stdout: "",
    stderr: `raftlab: ${out} is not empty: name another folder, or say --force to replace what an earlier run wrote there; all else in it stays.\n`,
    code: 1,
  });
  expect(await raftlab(["handout", out, "--force"])).toEqual({ stdout, stderr: "", code: 0 });
});

test("the same kit gives the same bytes, wherever it lies; one with a solution in starter/ gives none", async () => {
  const kit = join(scratch, "kit");
  const isTaken = (path: string) => !/node_modules|\.git$|\.raftlab$|solutions-private/.test(path);
  cpSync(kitRoot(), kit, { recursive: true, filter: isTaken });
  symlinkSync(join(kitRoot(), "node_modules"), join(kit, "node_modules"), "junction");
  mkdirSync(join(kit, ".raftlab"));
  for (const file of ["cli.js", "instructors.js"])
    cpSync(join(kitRoot(), ".raftlab", file), join(kit, ".raftlab", file));
  const make = (folder: string) => runNode([join(kit, ".raftlab/cli.js"), "handout", join(scratch, folder)]);
  expect((await make("again")).stdout.split("\n")[1]).toBe(stdout.split("\n")[1]);

  const raft = join(kit, "starter/raft.ts");
  writeFileSync(raft, readFileSync(raft, "utf8").replaceAll('todo("2b"', 'solved("2b"'));
  expect(await make("third")).toMatchObject({
    stderr: expect.stringMatching(/^raftlab: starter\/raft\.ts has no gap of lab 2b left: put the starter back/),
    code: 1,
  });
});

test("nothing private comes along, none of the kit's own tests, nothing for instructors", () => {
  expect(
    paths.filter((path) => /solutions-private|\.slow\.|bad-submissions|\/bench\/|for-instructors/.test(path)),
  ).toEqual([]);
  expect(paths.filter((path) => path.startsWith("docs/") && !path.startsWith("docs/students/"))).toEqual([]);
  const tests = paths.filter((path) => path.endsWith(".test.ts"));
  expect(tests.filter((path) => !path.startsWith("labs/"))).toEqual(["tester/smoke.test.ts"]);
  // What submit-check looks with.
  expect(paths.filter((path) => path.startsWith("tester/grade/"))).toEqual(
    ["file-name", "folder-tree", "submission", "tree", "zip-directory", "zip-tree"].map(
      (name) => `tester/grade/${name}.ts`,
    ),
  );
  expect(paths.filter((path) => /^tester\/cli\/(instructors|handout|mutants|grade|merge|worker)/.test(path))).toEqual(
    [],
  );
});

test("what is built is what is there: no script and no target of the kit's own is left", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
  for (const script of Object.values(scripts)) {
    for (const [source] of script.matchAll(/(tester|labs|solutions-private)\/[\w./-]+\.\w+/g))
      expect(paths).toContain(source);
    for (const [, called] of script.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(called);
  }
  expect(Object.keys(scripts)).not.toContain("mutants");
  expect(textOf("Makefile")).not.toMatch(/solutions-private|kit\.mk|mutants|trust/);
});

test("pages link to what is there, and name commands and files that are there", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: object };
  const targets = [...textOf("Makefile").matchAll(/^([a-z0-9 -]+):/gm)].flatMap(([, names]) => names.split(" "));
  const pages = paths.filter((path) => path.endsWith(".md"));
  expect(pages.length).toBeGreaterThan(8);
  for (const page of pages) {
    const text = textOf(page);
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link]) => posix.join(dirname(page), link));
    const named = [...text.matchAll(/\b(?:docs|labs|starter)\/[\w./-]*\w/g)].map(([path]) => path);
    const made = [...text.matchAll(/(?:^|`)make ([a-z][a-z0-9-]*)/gm)].map(([, name]) => name);
    const run = [...text.matchAll(/npm run (?:--silent )?([a-z][a-z0-9-]*)/g)].map(([, name]) => name);
    expect([page, ...[...links, ...named].filter((path) => !existsSync(join(out, path)))]).toEqual([page]);
    expect([page, ...made.filter((name) => !targets.includes(name))]).toEqual([page]);
    expect([page, ...run.filter((name) => !Object.keys(scripts).includes(name))]).toEqual([page]);
  }
});

/** With the kit's packages in place of `npm ci`'s: the lock file is the same. */
test("elsewhere it builds, passes its own check, and tests lab 2A as a student's", async () => {
  symlinkSync(join(kitRoot(), "node_modules"), join(out, "node_modules"), "junction");
  const npm = (script: string) => {
    const command = process.platform === "win32" ? "npm.cmd" : "npm";
    const shell = process.platform === "win32";
    return spawnSync(command, ["run", "--silent", script], { cwd: out, encoding: "utf8", shell, env: bare });
  };
  const { FORCE_COLOR: _, ...env } = process.env;
  const bare = { ...env, NO_COLOR: "1" };
  expect(npm("check")).toMatchObject({ status: 0 });
  const lab = npm("test-2a");
  expect(lab.stdout).toContain("Not started: lab 2a: the constructor of Raft is still to be written.");
  expect(lab.status).toBe(1);
}, 300_000);
