/** `raftlab grade-one` as a command: of a folder and of a zip, with what it writes, and with bad input. */
import { zipSync } from "fflate";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { raftlab, type Printed } from "./command";

jest.setTimeout(120_000);

const RAFT = join(kitRoot(), "tester", "run", "bad-submissions", "throw-in-timer", "raft.ts");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "one-"));
  cpSync(RAFT, join(folder, "ada", "raft.ts"));
  writeFileSync(join(folder, "ada.zip"), zipSync({ starter: { "raft.ts": readFileSync(RAFT) } }));
  writeFileSync(join(folder, "ada.rar"), "Rar!");
  writeFileSync(join(folder, "salt"), "spring\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gradeOne = (path: string, ...more: string[]): Promise<Printed> =>
  raftlab(["grade-one", join(folder, path), "--labs", "2a/lone-server", "--seeds", "2", ...more]);
const written = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, unknown>;

test("a folder and a zip come to the same, in files and on standard output", async () => {
  const salt = ["--salt-file", join(folder, "salt")];
  const one = await gradeOne("ada", "--write", `gradescope=${join(folder, "one.json")}`, "--write", "junit=-", ...salt);
  expect(one.code).toBe(0);
  expect(one.stderr).toMatch(/^ada: 0 of \d+ points$/m);
  expect(one.stdout).toMatch(/^<\?xml [^]*<testsuite [^]*throw-in-timer|<failure /);
  const two = await gradeOne(
    "ada.zip",
    "--write",
    `gradescope=${join(folder, "two.json")}`,
    "--write",
    "junit=-",
    ...salt,
  );
  expect(two.stderr).toMatch(/^ada: 0 of \d+ points$/m);
  const [a, b] = [written("one.json"), written("two.json")];
  expect(b.tests).toEqual(a.tests);
  expect(b.output).toContain("its tester is never run");
  expect(JSON.stringify(a)).not.toContain("spring");
});

test.each([
  [["nowhere"], /^raftlab: There is no \S+nowhere; it takes a submission, a folder or a zip of one\.\n$/],
  [
    ["ada.rar"],
    /^raftlab: \S+ada\.rar is neither a folder nor a zip: name the folder with raft\.ts in it, or a zip of it\.\n$/,
  ],
  [
    ["ada", "--write", "results.json"],
    /^raftlab: --write takes a format and a file, gradescope=results\.json, not "results\.json"\.\n$/,
  ],
  [["ada", "--write", "excel=x"], /^raftlab: There is no format "excel"; there are gradescope, .*\n$/],
  [["ada", "--salt-file", "nowhere"], /^raftlab: nowhere can't be read: ENOENT.*\n$/],
  [["ada", "--timeout", "0"], /^raftlab: --timeout takes a number of seconds for each lab part, not "0"\.\n$/],
  [["ada", "--write", "gradescope=/dev/null/x"], /^raftlab: \/dev\/null\/x can't be written: .*\n$/m],
])("%j is refused in a sentence", async ([path, ...more], sentence) => {
  const { code, stdout, stderr } = await gradeOne(path, ...more);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(sentence);
});
