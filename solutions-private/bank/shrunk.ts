import { CpuBudget } from "../../tester/diagnosis/shrink/cpu-budget";
import { isSameFailure } from "../../tester/diagnosis/shrink/same-failure";
import { Shrinker } from "../../tester/diagnosis/shrink/shrinker";
import type { Extent } from "../../tester/run/extent";
import { Pool } from "../../tester/run/pool";
import { rulesOf } from "../../tester/run/rules";
import { parseToken, type RunName } from "../../tester/run/token";
import { buildProgram } from "./build";
import type { Mutant } from "./change";
import { medianOf } from "./matrix";

/** How much there is of a run. */
export type Size = Omit<Extent, "dispensable" | "halvable">;

/** What shrinking a mutant's first killing run came to. */
export interface ShrunkRun {
  name: string;
  from: string;
  law: string;
  before: Size;
  after: Size;
  runs: number;
  /** CPU time of all these runs in their children, and of the shrinking itself, the diagnosis among it, ms. */
  cpuMs: number;
  isComplete: boolean;
  token: string;
  /** Whether a replay of the token, in a fresh child, has the same trace and breaks the same law. */
  isSameAgain: boolean;
}

/** Shrinks one run within a budget, and replays what it came to. `undefined` where it doesn't fail by a law. */
export async function shrinkMutant(mutant: Mutant, from: string, budgetMs: number): Promise<ShrunkRun | undefined> {
  const run = parseToken(from)!;
  const program = await buildProgram(mutant, rulesOf(run.lab).role);
  const pool = new Pool(program, 2);
  const budget = new CpuBudget(budgetMs);
  const shrinker = new Shrinker(run, {
    run: async (request) => {
      const reply = await pool.run(request);
      budget.spend(reply);
      return reply;
    },
    isSameFailure,
    isOver: () => budget.isSpent,
  });
  const { first, best, token, runs, isComplete } = await shrinker.shrink().finally(() => pool.close());
  const cpuMs = Math.round(budget.spentMs);
  if (first === undefined || best === undefined) return undefined;
  const law = first.reply.outcome.violation!.law;
  const { violation, traceHash } = await again(new Pool(program, 1), parseToken(token)!);
  const isSameAgain = violation?.law === law && traceHash === best.reply.outcome.traceHash;
  const sizes = { before: sizeOf(first.extent), after: sizeOf(best.extent) };
  return { name: mutant.name, from, law, ...sizes, runs, cpuMs, isComplete, token, isSameAgain };
}

async function again(pool: Pool, run: RunName): Promise<{ violation?: { law: string }; traceHash: string }> {
  const { outcome } = await pool.run({ ...run, trace: "never" }).finally(() => pool.close());
  return outcome;
}

function sizeOf({ dispensable: _, halvable: __, ...size }: Extent): Size {
  return size;
}

/** The figures that count, over all. */
export function summaryOf(shrunk: readonly ShrunkRun[]): string {
  const median = (of: (each: ShrunkRun) => number): string => String(Math.round(medianOf(shrunk.map(of)) * 10) / 10);
  const same = shrunk.filter(({ isSameAgain }) => isSameAgain).length;
  return [
    `${shrunk.length} runs shrunk; medians:`,
    `  faults and commands  ${median(({ before: b }) => b.faults + b.commands)} → ${median(({ after: a }) => a.faults + a.commands)}`,
    `  delivered messages   ${median(({ before: b }) => b.delivered)} → ${median(({ after: a }) => a.delivered)}`,
    `  seconds of the run   ${median(({ before: b }) => b.lengthUs / 1e6)} → ${median(({ after: a }) => a.lengthUs / 1e6)}`,
    `  runs made            ${median(({ runs }) => runs)}`,
    `  CPU seconds          ${median(({ cpuMs }) => cpuMs / 1_000)}`,
    `${same} of ${shrunk.length} replayed byte for byte, by the same law.`,
  ].join("\n");
}
