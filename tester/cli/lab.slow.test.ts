/** What `make test-2a` prints: jest with the kit's reporter, around everything. */
import { Folders, toyRaft } from "../run/toy";
import { runNode, type Printed } from "./command";

const folders = new Folders();
afterAll(() => folders.remove());

const JEST = ["node_modules/jest/bin/jest.js", "--config", "labs/jest.config.json", "--watchman=false", "--runInBand"];

/** As the Makefile calls it. Real time is what differs from run to run. */
async function testLab(env: NodeJS.ProcessEnv, lab = "2a"): Promise<Printed> {
  const args = [...JEST, "--reporters", "./.raftlab/reporter.js", "--testPathPatterns", `labs/${lab}/`];
  const printed = await runNode(args, { env });
  return { ...printed, stdout: printed.stdout.replace(/in \d+\.\d s/g, "in _ s") };
}

/** A leader from its beginning: right for one server, wrong for three. */
const LEADER = toyRaft("").replace("{ term: 0, isLeader: false };", "{ term: 1, isLeader: true };");

test("the lines that students know, and no word of jest's", async () => {
  const { stdout, stderr, code } = await testLab({ IMPL: folders.add(LEADER), TEST: "cluster of one" });
  expect(stderr).toBe("");
  expect(stdout).toMatch(
    /^Test \(2A\): a cluster of one \.\.\.\n {2}\.\.\. Passed -- {3}\d+\.\d {2}1 {4}0 {7}0 {4}0 {5}8 seeds in _ s\n\nLab 2A: (\d+) of \1 points\n8 runs of 1 test in _ s\n$/,
  );
  expect(code).toBe(0);
});

test("a failure is told once", async () => {
  const { stdout, stderr, code } = await testLab({ IMPL: folders.add(LEADER), TEST: "initial", SEED: "4" });
  expect(stderr).toBe("");
  expect(stdout).toMatch(
    /^Test \(2A\): initial election \.\.\.\n {2}\.\.\. FAILED -- {2}seed 4; 1 seed in _ s\n\n {2}At most one leader/,
  );
  expect(stdout.match(/FAILED/g)).toHaveLength(1);
  expect(stdout).not.toContain("not passed:");
  expect(code).toBe(1);
});

test("type errors come alone, and jest ends with one failing test", async () => {
  const impl = folders.add(toyRaft("const x: number = 'a';\n    void x;"));
  const { stdout, stderr, code } = await testLab({ IMPL: impl });
  expect(stderr).toBe("");
  expect(stdout).toBe(
    `raft.ts(5,11): error TS2322: Type 'string' is not assignable to type 'number'.

The code in ${impl} has an error. No test counts until you have mended it.
`,
  );
  expect(code).toBe(1);
  const { stderr: jests } = await runNode([...JEST, "--testPathPatterns", "labs/2a/"], { env: { IMPL: impl } });
  expect(jests).toMatch(/Tests: +1 failed, \d+ skipped, \d+ total/);
});

test("jest's own reporter shows a failure's text too", async () => {
  const env = { IMPL: folders.add(LEADER), TEST: "initial" };
  const { stderr } = await runNode([...JEST, "--testPathPatterns", "labs/2a/"], { env });
  expect(stderr).toContain("not passed: 2a/initial-election: fail");
  expect(stderr).toContain("Replay:    npx --no-install raftlab replay 2a/initial-election/1");
});

test("an untouched starter is not started, in 2a and in 2b", async () => {
  for (const lab of ["2a", "2b"]) {
    const { stdout, stderr, code } = await testLab({}, lab);
    expect(stderr).toBe("");
    expect(stdout).toMatch(
      /^Not started: lab 2a: the constructor of Raft is still to be written\.\nBegin with the constructor of Raft in starter\/raft\.ts:\d+; labs\/2a\/README\.md says what to build\.\n\nLab 2[AB]: 0 of 100 points\n\d+ runs of \d+ tests in _ s\n$/,
    );
    expect(code).toBe(1);
  }
});

test.each([
  [{ TEST: "lection-of-none" }, /^raftlab: No test's name has "lection-of-none" in it; did you mean "election"\?\n$/],
  [{ IMPL: "nowhere" }, /^raftlab: There is no folder nowhere; --impl names the folder with raft\.ts in it\.\n$/],
  [{ SEEDS: "some" }, /^raftlab: "some" says no seeds; /],
])("%j is refused in a sentence", async (env, sentence) => {
  const { stdout, stderr, code } = await testLab(env);
  expect(stderr).toBe("");
  expect(stdout).toMatch(sentence);
  expect(code).toBe(1);
});

test("interrupted, it says what is done so far, and ends", async () => {
  const env = { NO_COLOR: "1", IMPL: folders.add(LEADER), SEEDS: "1..1000000", TEST: "l" };
  const args = [...JEST, "--reporters", "./.raftlab/reporter.js", "--testPathPatterns", "labs/2a/"];
  const { stdout, code } = await runNode(args, { env, when: "FAILED" });
  expect(stdout).toMatch(/given up before the end\n$/);
  expect(code).toBe(1);
});
