/** Edits never make a right program fail: what a story's pieces were needed for isn't demanded without them. */
import { Pool } from "../../tester/run/pool";
import { rulesOf } from "../../tester/run/rules";
import { labs, scenariosOf } from "../../tester/scenarios/registry";
import { Stream } from "../../tester/sim/random";
import { allVariants } from "./bank";
import { buildProgram } from "./build";
import { drawEdits } from "./edited-runs";
import { REFERENCE } from "./wish";

/** The reference goes through every scenario, and each variant through some, drawn. */
const PROGRAMS = [REFERENCE, ...allVariants];
const OF_A_VARIANT = 6;

const ALL = labs.flatMap((lab) => scenariosOf(lab));

test.each(PROGRAMS.map((program, i) => ({ program, i })))(
  "$program.name, edited at random, passes",
  async ({ program, i }) => {
    const pools = {
      raft: new Pool(await buildProgram(program, "raft"), 1),
      kv: new Pool(await buildProgram(program, "kv"), 1),
    };
    const failed: string[] = [];
    const judge = async ({ lab, name, servers }: (typeof ALL)[number], at: number): Promise<void> => {
      const edits = drawEdits(1_000 * (i + 1) + at, servers);
      const run = { lab, scenario: name, seed: i + 1, edits };
      const { outcome } = await pools[rulesOf(lab).role].run({ ...run, trace: "never" });
      if (outcome.verdict !== "pass") failed.push(`${outcome.token}: ${outcome.violation?.what}`);
    };
    try {
      await Promise.all((i === 0 ? ALL : new Stream(i, "scenarios").sample(ALL, OF_A_VARIANT)).map(judge));
    } finally {
      pools.raft.close();
      pools.kv.close();
    }
    expect(failed).toEqual([]);
  },
  600_000,
);
