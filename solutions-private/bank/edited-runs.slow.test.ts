/** Edits never make a right program fail: what a story's pieces were needed for isn't demanded without them. */
import { Pool } from "../../tester/run/pool";
import { rulesOf } from "../../tester/run/rules";
import { labs, scenariosOf } from "../../tester/scenarios/registry";
import { allVariants } from "./bank";
import { buildProgram } from "./build";
import type { Changed } from "./change";
import { drawEdits } from "./edited-runs";

const REFERENCE: Changed = { name: "reference", changes: [] };
/** Those whose ways are tried hardest by a story that goes otherwise: slow, and reading from a leader's own memory. */
const PROGRAMS = [REFERENCE, ...allVariants.filter(({ name }) => ["slow-timers", "check-quorum"].includes(name))];

test.each(PROGRAMS.map((program, i) => ({ program, i })))(
  "$program.name, edited at random, passes",
  async ({ program, i }) => {
    const pools = {
      raft: new Pool(await buildProgram(program, "raft"), 2),
      kv: new Pool(await buildProgram(program, "kv"), 2),
    };
    const failed: string[] = [];
    try {
      const all = labs.flatMap((lab) => scenariosOf(lab));
      await Promise.all(
        all.map(async ({ lab, name, servers }, at) => {
          const edits = drawEdits(1_000 * (i + 1) + at, servers);
          const { outcome } = await pools[rulesOf(lab).role].run({
            lab,
            scenario: name,
            seed: i + 1,
            edits,
            trace: "never",
          });
          if (outcome.verdict !== "pass") failed.push(`${outcome.token}: ${outcome.violation?.what}`);
        }),
      );
    } finally {
      pools.raft.close();
      pools.kv.close();
    }
    expect(failed).toEqual([]);
  },
  600_000,
);
