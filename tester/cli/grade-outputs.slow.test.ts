/** `raftlab grade` as a command: what it takes besides folders, and what it writes besides grades. */
import { zipSync, type Zippable } from "fflate";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gradesFileSchema, type Grade } from "../grade/result";
import { kitRoot } from "../realm/kit-root";
import { raftlab, type Printed } from "./command";

jest.setTimeout(240_000);

const RAFT = join(kitRoot(), "tester", "run", "bad-submissions", "throw-in-timer", "raft.ts");
const BOOK = [
  "Student,ID,SIS Login ID,Raft (4711)",
  "    Points Possible,,,20",
  "Ada,12,plain,",
  "Bob,13,nobody,7",
  "",
].join("\r\n");

let folder: string;
let submissions: string;
let out: string;
let first: Printed;

/** A clone of the handout whose every part but starter/ would tell that it was run. */
function cloneFiles(marker: string): Record<string, string> {
  const bad = `require("node:fs").writeFileSync(${JSON.stringify(marker)}, "run");`;
  return {
    "starter/raft.ts": readFileSync(RAFT, "utf8"),
    "tester/cli.ts": bad,
    "tester/run/run.ts": bad,
    ".raftlab/cli.js": bad,
    ".raftlab/child.js": bad,
    "node_modules/raftlab/index.js": bad,
    "node_modules/esbuild/lib/main.js": bad,
    "package.json": JSON.stringify({
      name: "raftlab",
      main: ".raftlab/cli.js",
      scripts: { prepare: `node -e '${bad}'` },
    }),
    Makefile: `all:\n\ttouch ${marker}\n`,
    ".git/config": "[core]\n\tfsmonitor = touch marker\n",
    ".git/hooks/post-checkout": `#!/bin/sh\ntouch ${marker}\n`,
  };
}

function writeTree(top: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, name)), { recursive: true });
    writeFileSync(join(top, name), text);
  }
}

const grade = (...more: string[]): Promise<Printed> =>
  raftlab(["grade", submissions, "--out", out, "--labs", "2a/lone-server,2a/two-servers", "--seeds", "2", ...more]);
const grades = (): Map<string, Grade> => {
  const file = gradesFileSchema.parse(JSON.parse(readFileSync(join(out, "grades.json"), "utf8")));
  return new Map(file.grades.map((each) => [each.submission, each]));
};
const page = (name: string): string => readFileSync(join(out, "students", name, "index.html"), "utf8");
const timelines = (name: string): string[] => {
  const own = join(out, "students", name, "timelines");
  return existsSync(own) ? readdirSync(own) : [];
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "outputs-"));
  submissions = join(folder, "class");
  out = join(folder, "grades");
  cpSync(RAFT, join(submissions, "plain", "raft.ts"));
  const clone = cloneFiles(join(folder, "marker"));
  writeTree(join(submissions, "clone"), clone);
  const contents = Object.entries(clone).map(([name, text]) => [`clone-main/${name}`, Buffer.from(text)]);
  writeFileSync(join(submissions, "packed.zip"), zipSync(Object.fromEntries(contents) as Zippable));
  writeFileSync(join(submissions, "broken.zip"), "Rar!");
  writeFileSync(join(submissions, "notes.txt"), "");
  writeFileSync(join(folder, "book.csv"), BOOK);
  first = await grade("--format", "gradescope,junit", "--canvas", join(folder, "book.csv"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a folder, a clone of the handout and a zip of it come to the same; the clone's own tester is not run, and that is said", () => {
  expect(first.code).toBe(0);
  expect(first.stderr).toContain("Not a folder or a zip, and so no submission: notes.txt.\n");
  const all = grades();
  expect([...all.keys()]).toEqual(["broken", "clone", "packed", "plain"]);
  expect(all.get("plain")!.labs[0]).toMatchObject({ status: "graded", earned: 0 });
  for (const name of ["clone", "packed"]) {
    expect(all.get(name)!.labs).toEqual(all.get("plain")!.labs);
    expect(all.get(name)!.notes.join(" ")).toContain(
      "only the files of its starter/ are taken, and its tester is never run",
    );
    expect(page(name)).toContain("its tester is never run");
  }
  expect(all.get("broken")!.labs[0]).toMatchObject({
    status: "rejected",
    because: "It is no zip that can be read: its list of contents is missing. Make it anew.",
  });
  expect(existsSync(join(folder, "marker"))).toBe(false);
  expect(readdirSync(join(out, "submissions", "packed"))).toEqual(["raft.ts"]);
});

test("what platforms read is written, and the gradebook is filled", () => {
  expect(readdirSync(join(out, "gradescope"))).toHaveLength(4);
  expect(readdirSync(join(out, "junit")).length).toBeGreaterThan(0);
  expect(first.stdout).toContain("canvas: 1 of 4 grades filled in");
  expect(readFileSync(join(out, "canvas.csv"), "utf8")).toBe(BOOK.replace("plain,", "plain,0"));
});

test("the first failed test of a lab part has a timeline, and the page leads there; what is missing or half is drawn again", async () => {
  const [name, ...others] = timelines("plain");
  expect(others).toEqual([]);
  expect(page("plain")).toContain(`<a href="timelines/${name}">Timeline of this run</a>`);
  const file = join(out, "students", "plain", "timelines", name);
  const drawn = readFileSync(file, "utf8");
  const clones = join(out, "students", "clone", "timelines", name);
  writeFileSync(file, drawn.slice(0, -10));
  appendFileSync(`${file}.new`, drawn.slice(0, 1_000));
  rmSync(clones);
  const { stdout, stderr } = await grade();
  expect(stdout).toContain("3 of 3 timelines drawn, ");
  expect(stderr).not.toMatch(/^\d+\/\d+ /m);
  expect(readFileSync(file, "utf8")).toBe(drawn);
  expect(timelines("plain")).toEqual([name]);
  expect(existsSync(clones)).toBe(true);
});

test("--pages-for students, --timelines none", async () => {
  expect(page("plain")).toContain("--impl");
  await grade("--pages-for", "students", "--timelines", "none");
  expect(page("plain")).not.toContain("--impl");
  expect(page("plain")).not.toContain("Timeline of this run");
  expect(timelines("plain")).toEqual([]);
});

test.each([
  [["--format", "gradescope,excel"], 'There is no format "excel"; there are gradescope, '],
  [["--canvas", "nowhere.csv"], "nowhere.csv can't be read: ENOENT"],
  [["--canvas", "package.json"], "package.json is no gradebook: "],
  [["--timelines", "some"], '--timelines takes first, all, none, not "some".\n'],
  [["--pages-for", "me"], '--pages-for takes instructor or students, not "me".\n'],
  [
    ["--hidden-tests", "never"],
    '--hidden-tests takes visible, hidden, after_due_date, after_published, not "never".\n',
  ],
])("%j is refused in a sentence, before anything is graded", async (args, sentence) => {
  const { code, stdout, stderr } = await raftlab(["grade", submissions, "--out", join(folder, "none"), ...args]);
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining(`raftlab: ${sentence}`),
  });
  expect(existsSync(join(folder, "none", "journal.jsonl"))).toBe(false);
});

test("a name that is there twice, and a folder without submissions", async () => {
  cpSync(join(submissions, "packed.zip"), join(submissions, "plain.zip"));
  expect(await grade()).toMatchObject({
    code: 1,
    stderr: "raftlab: There are two submissions plain, a folder and a zip: remove one of them.\n",
  });
  rmSync(join(submissions, "plain.zip"));
  mkdirSync(join(folder, "empty"));
  expect(await raftlab(["grade", join(folder, "empty"), "--out", out])).toMatchObject({
    code: 1,
    stderr: `raftlab: ${join(folder, "empty")} has no submissions in it: there is a folder or a zip for each of them.\n`,
  });
});
