/** Each runaway ends in a sentence that says which server, where and when (see bad-submissions.slow.test.ts). */
import { join } from "node:path";
import { compile } from "../realm/compile";
import { transcriptOf } from "./golden";
import { RUN_CPU_LIMIT_MS } from "./limits";
import { Pool } from "./pool";
import { RUNAWAYS } from "./runaways";
import { Servant } from "./servant";
import { Folders, toyRaft } from "./toy";

const TIMEOUT_MS = 120_000;

test.each(RUNAWAYS)(
  "%s: %s",
  async (name) => {
    const { expected, got } = await transcriptOf(name);
    expect(got).toBe(expected);
  },
  TIMEOUT_MS,
);

test(
  "what ran away twice is watched at once in the next run, which says the same and costs half",
  async () => {
    const compiled = await compile(join(__dirname, "bad-submissions", "endless-loop-in-constructor"), "raft");
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    const pool = new Pool(compiled.program, 1);
    const run = async () => {
      const request = { lab: "2a", scenario: "lone-server", seed: 1, edits: "", trace: "never" as const };
      const { cpuMs, ...outcome } = (await pool.run(request)).outcome;
      return { outcome, limits: Math.round(cpuMs / RUN_CPU_LIMIT_MS) };
    };
    try {
      const [first, next] = [await run(), await run()];
      expect(next.outcome).toEqual(first.outcome);
      expect([first.limits, next.limits]).toEqual([2, 1]);
    } finally {
      pool.close();
    }
  },
  TIMEOUT_MS,
);

test(
  "a run that takes long from event to event, with a little in each, is stuck in none of them",
  async () => {
    const folders = new Folders();
    const slow = toyRaft("setInterval(() => { let sum = 0; for (let i = 0; i < 20_000_000; i++) sum += i; }, 5);");
    const compiled = await compile(folders.add(slow), "raft");
    folders.remove();
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    const servant = new Servant(compiled.program, "watched");
    const request = { lab: "2a", scenario: "initial-election", seed: 1, edits: "", trace: "never" as const };
    const ending = await servant.run(request);
    expect(ending).toMatchObject({ kind: "cpu", sighting: { goesOn: true } });
    expect(ending).not.toHaveProperty("sighting.frames");
  },
  TIMEOUT_MS,
);
