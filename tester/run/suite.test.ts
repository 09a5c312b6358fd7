import type { Problem, ScenarioResult } from "./result";
import { runSuite, type SuiteOptions } from "./suite";
import { Folders, LONE, MOODY, THREE, toyRaft } from "./toy";

const folders = new Folders();
afterAll(() => folders.remove());

function optionsFor(impl: string, changes: Partial<SuiteOptions> = {}): SuiteOptions {
  const seeds = { kind: "range", first: 1, last: 12 } as const;
  return { impl, scenarios: [THREE, LONE], seeds, base: 1, jobs: 2, keepGoing: false, ...changes };
}

test("every result comes in the scenarios' order, and the suite holds the same", async () => {
  const told: ScenarioResult[] = [];
  const suite = await runSuite(optionsFor(folders.add(toyRaft(""))), { scenario: (result) => told.push(result) });
  expect(suite.fault).toBeUndefined();
  expect(told.map(({ scenario }) => scenario)).toEqual(["initial-election", "lone-server"]);
  expect(suite.scenarios).toEqual(told);
  expect(suite.submissionHash).toMatch(/^[0-9a-f]{64}$/);
});

/** What must not depend on the number of children. */
function gist({ verdict, shown, runs, seedsPlanned }: ScenarioResult): unknown {
  return { verdict, shown: shown?.token, hash: shown?.traceHash, runs: runs.map(({ seed }) => seed), seedsPlanned };
}

test("the failing seed that is reported is the lowest, and no run above it counts, whatever the number of children", async () => {
  const impl = folders.add(toyRaft(MOODY));
  const gists = [];
  for (const jobs of [1, 2, 5]) {
    const suite = await runSuite(optionsFor(impl, { jobs, scenarios: [LONE], seeds: { kind: "count", count: 60 } }));
    gists.push(suite.scenarios.map(gist));
  }
  expect(gists[1]).toEqual(gists[0]);
  expect(gists[2]).toEqual(gists[0]);
});

test("with keepGoing all seeds are run, and the lowest that failed is shown", async () => {
  const impl = folders.add(toyRaft(`throw new Error("always");`));
  const suite = await runSuite(optionsFor(impl, { keepGoing: true, scenarios: [THREE] }));
  const [{ runs, shown, trace, earned }] = suite.scenarios;
  expect(runs.map(({ verdict }) => verdict)).toEqual(Array(12).fill("fail"));
  expect(shown!.seed).toBe(1);
  expect(trace).toContain('"kind":"throw"');
  expect(earned).toBe(0);
});

test("type errors are told instead of results, in tsc's words", async () => {
  const impl = folders.add(toyRaft("const x: number = 'a';\n    void x;"));
  const told: unknown[] = [];
  const suite = await runSuite(optionsFor(impl), {
    problems: (problems) => told.push(problems),
    scenario: (result) => told.push(result),
  });
  const text = "error TS2322: Type 'string' is not assignable to type 'number'.";
  expect(suite.problems).toEqual([{ file: "raft.ts", line: 5, column: 11, text }]);
  expect(suite.scenarios).toEqual([]);
  expect(told).toEqual([suite.problems]);
});

test("a syntax error is worded by tsc too", async () => {
  const suite = await runSuite(optionsFor(folders.add(toyRaft("f(1;"))));
  expect(suite.problems[0]).toMatchObject({ file: "raft.ts", line: 5, text: "error TS1005: ')' expected." });
});

test("an import that isn't allowed, and a missing file", async () => {
  const importing = await runSuite(optionsFor(folders.add(`import "fs";\n${toyRaft("")}`)));
  const text = 'imports "fs"; a submission may import only "raftlab" and its own files';
  expect(importing.problems).toContainEqual<Problem>({ file: "raft.ts", line: 1, column: 8, text });
  const missing = await runSuite(optionsFor(folders.add()));
  expect(missing.problems).toEqual([{ file: "raft.ts", text: "There is no raft.ts in the submission's folder." }]);
});

test("a gap is «not started»", async () => {
  const impl = folders.add(`import { todo } from "raftlab";\n${toyRaft(`todo("2a", "everything");`)}`);
  const suite = await runSuite(optionsFor(impl, { scenarios: [LONE] }));
  expect(suite.scenarios[0]).toMatchObject({ verdict: "not-started", earned: 0 });
  expect(suite.scenarios[0].runs).toHaveLength(1);
});

test("given up, it ends and says how far it came", async () => {
  const controller = new AbortController();
  const options = optionsFor(folders.add(toyRaft("")), { keepGoing: true, signal: controller.signal, jobs: 1 });
  const suite = await runSuite(options, { progress: () => controller.abort() });
  expect(suite.isInterrupted).toBe(true);
  expect(suite.fault).toBeUndefined();
  const isComplete = suite.scenarios.map((each) => each.isComplete);
  expect(isComplete).toContain(false);
});

test("a child knows nothing of the host's environment", async () => {
  process.env.TZ = "Asia/Tokyo";
  const impl = folders.add(toyRaft(`throw new Error(new Date(0).toString());`));
  const suite = await runSuite(optionsFor(impl, { scenarios: [LONE] }));
  delete process.env.TZ;
  expect(suite.scenarios[0].shown!.violation!.what).toContain("1970 00:00:00 GMT+0000");
});
