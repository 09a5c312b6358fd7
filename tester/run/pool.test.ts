import { compile, type Program } from "../realm/compile";
import { GivenUp, KitFault } from "./fault";
import type { RunRequest } from "./message";
import { Pool } from "./pool";
import { Folders, LONE, toyRaft } from "./toy";

const folders = new Folders();
afterAll(() => folders.remove());

const REQUEST: RunRequest = { lab: LONE.lab, scenario: LONE.name, seed: 3, edits: "", trace: "never" };

async function programOf(statements: string): Promise<Program> {
  const compiled = await compile(folders.add(toyRaft(statements)), "raft");
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.program;
}

async function withPool<T>(program: Program, use: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = new Pool(program, 2);
  try {
    return await use(pool);
  } finally {
    pool.close();
  }
}

test("the same run in any child is the same run", async () => {
  const hashes = await withPool(await programOf(""), (pool) =>
    Promise.all(Array.from({ length: 6 }, async () => (await pool.run(REQUEST)).outcome.traceHash)),
  );
  expect(new Set(hashes).size).toBe(1);
});

test("a trace comes when it is asked for, and for what didn't pass", async () => {
  const program = await programOf(`throw new Error("no");`);
  await withPool(program, async (pool) => {
    expect((await pool.run(REQUEST)).trace).toBeUndefined();
    expect((await pool.run({ ...REQUEST, trace: "unless passed" })).trace).toContain('"kind":"throw"');
    expect((await pool.run({ ...REQUEST, trace: "always" })).trace).toContain('"kind":"run"');
  });
});

test("what the kit itself throws is tried twice and is then no verdict", async () => {
  const run = withPool(await programOf(""), (pool) => pool.run({ ...REQUEST, scenario: "not-there" }));
  await expect(run).rejects.toThrow(KitFault);
});

test("a script that V8 refuses is the submission's failure", async () => {
  const broken = { ...(await programOf("")), script: "this is no script" };
  const { outcome } = await withPool(broken, (pool) => pool.run(REQUEST));
  expect(outcome).toMatchObject({ verdict: "fail", violation: { law: "submission" } });
  expect(outcome.violation!.what).toContain("SyntaxError");
});

test("closing gives up what is under way and what waits", async () => {
  const pool = new Pool(await programOf(""), 1);
  const pending = Array.from({ length: 3 }, () => pool.run(REQUEST));
  pool.close();
  for (const each of pending) await expect(each).rejects.toThrow(GivenUp);
});
