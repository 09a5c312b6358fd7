import { z } from "zod";
import { Explorer, type Coverage } from "../../tester/explore/explorer";
import { Pool } from "../../tester/run/pool";
import { rulesOf } from "../../tester/run/rules";
import { buildProgram } from "./build";
import type { Mutant } from "./change";

/** How a search is bounded; the same for every mutant. */
const boundsSchema = z.strictObject({
  servers: z.number(),
  deviations: z.number(),
  within: z.number(),
  jobs: z.number(),
});

export type SearchBounds = z.infer<typeof boundsSchema>;

/** What a search near the quiet run found of one mutant. */
const searchedSchema = z.strictObject({
  name: z.string(),
  lab: z.string(),
  runs: z.number(),
  /** CPU time of all these runs, ms. */
  cpuMs: z.number(),
  /** Of the first violation. */
  token: z.string().optional(),
  law: z.string().optional(),
});

export type Searched = z.infer<typeof searchedSchema>;

/** Searches the schedules of one mutant in its own lab, until the first violation. */
export async function searchMutant(mutant: Mutant, { jobs, ...bounds }: SearchBounds): Promise<Searched> {
  const { name, lab } = mutant;
  const pool = new Pool(await buildProgram(mutant, rulesOf(lab).role), jobs);
  let cpuMs = 0;
  const explorer = new Explorer(
    { ...bounds, lab, seed: 1, random: 0, depth: 1 },
    {
      run: async (request) => {
        const reply = await pool.run(request);
        cpuMs += reply.outcome.cpuMs;
        return reply;
      },
      isDone: () => false,
      done: () => undefined,
      progress: () => undefined,
      stopsAtFirst: true,
    },
  );
  try {
    const { runs, found }: Coverage = await explorer.explore();
    return { name, lab, runs, cpuMs, token: found[0]?.token, law: found[0]?.violation?.law };
  } finally {
    pool.close();
  }
}

/** What the search of several mutants came to, as a file. */
export const searchSchema = z.strictObject({
  /** First digits of the hash of the kit that searched. */
  kit: z.string(),
  bounds: boundsSchema,
  mutants: z.array(searchedSchema),
});

export type SearchReport = z.infer<typeof searchSchema>;
