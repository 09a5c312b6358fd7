/** What the diagnosis says of each caught mutant's first failing run, held against the rule that was planted. */
import { diagnose } from "../../tester/diagnosis/diagnose";
import type { RuleName } from "../../tester/diagnosis/rule";
import { RUN_CPU_LIMIT_MS } from "../../tester/run/limits";
import { Servant } from "../../tester/run/servant";
import { tokenOf } from "../../tester/run/token";
import { Trace } from "../../tester/trace/trace";
import { buildProgram } from "./build";
import type { Mutant } from "./change";
import { playRows, rowOfMutant } from "./campaign";
import type { MatrixJournal } from "./matrix-journal";
import type { Field } from "./part";

/** CPU time of a run that is known to fail: to write a long trace down takes more than to judge it. */
const TRACE_CPU_MS = 4 * RUN_CPU_LIMIT_MS;

/** A row of the table. */
export interface DiagnosedRow {
  name: string;
  planted: RuleName;
  /** Absent where the mutant wasn't caught, or its run left no trace. */
  law?: string;
  token?: string;
  /** How long the trace is; absent where the watchdog ended the run, which leaves none. */
  events?: number;
  /** The rules named, the first first. */
  named: RuleName[];
  /** What was said of the first. */
  what: string;
  hidden: string[];
}

/** What makes rows. */
export interface Diagnosing {
  field: Field;
  kit: string;
  /** First kills found before are not looked for again. */
  kills: MatrixJournal;
  signal: AbortSignal;
}

/**
 * Finds a mutant's first failing run, plays it again with its trace, and diagnoses it. @returns `undefined` when it was
 * given up
 */
export async function diagnoseMutant(
  mutant: Mutant,
  { field, kit, kills, signal }: Diagnosing,
): Promise<DiagnosedRow | undefined> {
  const row: DiagnosedRow = { name: mutant.name, planted: mutant.rule, named: [], what: "", hidden: [] };
  const runs = rowOfMutant(mutant, field);
  if (runs.parts.length === 0) return row;
  const [played] = await playRows(
    [runs],
    { until: "first", kit, signal },
    { journal: kills, jobs: 1, done: () => undefined },
  );
  if (played === undefined) return undefined;
  if (played.first === undefined) return row;
  const { lab, scenario, seed, law } = played.first;
  const options = { kit, cpuLimitMs: TRACE_CPU_MS };
  const servant = new Servant(await buildProgram(mutant, runs.parts[0].role), "plain", options);
  const ending = await servant.run({ lab, scenario, seed, edits: "", trace: "always" });
  servant.stop();
  if (ending.kind !== "reply" || ending.reply.outcome.violation === undefined) {
    return { ...row, law, token: tokenOf({ lab, scenario, seed, edits: "" }) };
  }
  const { token, violation } = ending.reply.outcome;
  const { events } = Trace.parse(ending.reply.trace!);
  const { broken, hidden } = diagnose(events, violation);
  const named = [...new Set(broken.map(({ rule }) => rule))];
  return { ...row, law, token, events: events.length, named, what: broken[0]?.what ?? "", hidden };
}

/** How often the planted rule was named. */
export interface Share {
  caught: number;
  first: number;
  firstTwo: number;
  /** Of those caught, how many left no trace: they count as not named. */
  traceless: number;
}

export function shareOf(rows: readonly DiagnosedRow[]): Share {
  const caught = rows.filter(({ law }) => law !== undefined);
  return {
    caught: caught.length,
    first: caught.filter(({ planted, named }) => named[0] === planted).length,
    firstTwo: caught.filter(({ planted, named }) => named.slice(0, 2).includes(planted)).length,
    traceless: caught.filter(({ events }) => events === undefined).length,
  };
}
