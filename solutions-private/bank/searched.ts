import { Explorer, type Coverage } from "../../tester/explore/explorer";
import { Pool } from "../../tester/run/pool";
import { rulesOf } from "../../tester/run/rules";
import { buildProgram } from "./build";
import type { Mutant } from "./change";

/** How a search is bounded; the same for every mutant. */
export interface SearchBounds {
  servers: number;
  deviations: number;
  within: number;
  jobs: number;
}

/** What a search near the quiet run found of one mutant. */
export interface Searched {
  name: string;
  lab: string;
  runs: number;
  /** CPU time of all these runs, ms. */
  cpuMs: number;
  /** Of the first violation. */
  token?: string;
  law?: string;
}

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
export interface SearchReport {
  /** First digits of the hash of the kit that searched. */
  kit: string;
  bounds: SearchBounds;
  mutants: Searched[];
}
