import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resultsSchema } from "../report/json";
import { Folders, toyRaft } from "../run/toy";
import { raftlab } from "./command";

const folders = new Folders();
const impl = folders.add(toyRaft(`console.log("I am", me);`));
const scratch = mkdtempSync(join(tmpdir(), "cli-"));
afterAll(() => {
  folders.remove();
  rmSync(scratch, { recursive: true });
});

test.each([
  [["test", "9z"], 'raftlab: There is no lab "9z"; there are 2a, 2b, 2c, 2d, 3a, 3b.\n'],
  [
    ["test", "2a/initial-elektion"],
    'raftlab: Lab 2a has no scenario "initial-elektion"; did you mean 2a/initial-election?\n',
  ],
  [
    ["test", "2a/x/7"],
    'raftlab: "2a/x/7" is neither a lab (2a) nor a scenario (2a/initial-election); a token is for raftlab replay.\n',
  ],
  [
    ["test", "--seeds", "9..1"],
    'raftlab: "9..1" says no seeds; they are "quick", "grade", a number of seeds (50), or a range (1..1000).\n',
  ],
  [["test", "--seed", "x"], 'raftlab: "x" is no seed; a seed is an integer from 0 to 4294967295.\n'],
  [["test", "--seed", "1", "--seeds", "5"], "raftlab: Say either one seed or several, not both.\n"],
  [["test", "--jobs", "0"], 'raftlab: "0" is no number of jobs; it is an integer from 1 to 64.\n'],
  [["test", "--impl", "nowhere"], "raftlab: There is no folder nowhere; --impl names the folder with raft.ts in it.\n"],
  [["test", "--impl", "LICENSE"], "raftlab: LICENSE is a file; --impl names the folder with raft.ts in it.\n"],
  [["test", "2a", "--in-process"], "raftlab: --in-process runs one test: name it, as in 2a/initial-election.\n"],
  [
    ["replay", "7"],
    'raftlab: "7" is no replay token; a token reads <lab>/<scenario>/<seed>, as in 2a/initial-election/7.\n',
  ],
  [
    ["replay", "2a/lone-server/7", "--expect", "gold"],
    'raftlab: "gold" can\'t be expected; --expect takes kit:HASH, submission:HASH, trace:HASH (or their beginnings), node:MAJOR, or a file that --json wrote.\n',
  ],
  [["test", "--sees", "5"], "error: unknown option '--sees'\n(Did you mean one of --seed, --seeds?)\n"],
])("%j is refused in a sentence", async (args, sentence) => {
  expect(await raftlab(args)).toEqual({ stdout: "", stderr: sentence, code: 1 });
});

test("--version and --help", async () => {
  expect(await raftlab(["--version"])).toMatchObject({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), code: 0 });
  const { stdout, code } = await raftlab(["test", "--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Exit codes: 0 passed");
});

test("list shows every scenario with its points, a hundred a lab", async () => {
  const { stdout } = await raftlab(["list", "2a"]);
  const points = stdout
    .split("\n")
    .slice(1, -1)
    .map((line) => Number(line.split(/\s+/)[1]));
  expect(points.reduce((sum, each) => sum + each, 0)).toBe(100);
});

test("replay: the same token twice is the same trace, in a child, in this process, and in the file", async () => {
  const [json, trace] = [join(scratch, "r.json"), join(scratch, "t.jsonl")];
  const first = await raftlab(["replay", "2a/initial-election/7", "--impl", impl, "--json", json, "--trace", trace]);
  expect(first.code).toBe(1);
  const results = resultsSchema.parse(JSON.parse(readFileSync(json, "utf8")));
  const { traceHash } = results.scenarios[0].runs[0];
  expect(createHash("sha256").update(readFileSync(trace)).digest("hex")).toBe(traceHash);
  expect(first.stdout).toContain(`\ntrace       ${traceHash}\n`);
  const again = await raftlab(["replay", "2a/initial-election/7", "--impl", impl, "--in-process", "--expect", json]);
  expect(again.stdout).toContain(`\ntrace       ${traceHash}\n`);
  expect(again.stdout).not.toContain("differs");
});

test("replay says what differs", async () => {
  const args = ["replay", "2a/lone-server/7", "--impl", impl, "--expect", "trace:00", "--expect", "node:6"];
  const { stdout } = await raftlab(args);
  expect(stdout).toMatch(
    /\nThe trace differs: it was 00, and is [0-9a-f]{64}\.\nThe Node major differs: it was 6, and is \d+\.\n$/,
  );
});

test("replay --log shows the run, a column a server", async () => {
  const { stdout } = await raftlab(["replay", "2a/initial-election/7", "--impl", impl, "--log"]);
  expect(stdout).toMatch(/\n {12}S0 +S1 +S2\n/);
  expect(stdout).toContain("| I am 1");
});

test("interrupted, it says what is done so far, and ends", async () => {
  // A leader from the beginning: right for one server, wrong for three, whose test comes first and is told at once.
  const leader = toyRaft("").replace("{ term: 0, isLeader: false };", "{ term: 1, isLeader: true };");
  const args = [
    "test",
    "2a/initial-election",
    "2a/lone-server",
    "--seeds",
    "1..1000000",
    "--impl",
    folders.add(leader),
  ];
  const { code, stdout } = await raftlab(args, { when: "FAILED" });
  expect(stdout).toMatch(
    /Test \(2A\): a cluster of one \.\.\.\n {2}\.\.\. (Unknown --  given up; \d+ of 1000000 seeds|Not run)/,
  );
  expect(stdout).toMatch(/\nLab 2A: 0 of \d+ points\n\d+ runs? of 2 tests in \d+\.\d s, given up before the end\n$/);
  expect(code).toBe(1);
});
