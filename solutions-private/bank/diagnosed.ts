/** What the diagnosis says of each caught mutant's first failing run, held against the rule that was planted. */
import { diagnose } from "../../tester/diagnosis/diagnose";
import type { RuleName } from "../../tester/diagnosis/rule";
import { Servant } from "../../tester/run/servant";
import { Trace } from "../../tester/trace/trace";
import { buildProgram } from "./build";
import type { Mutant } from "./change";
import { partsOfMutant, type Field } from "./part";
import { play } from "./runner";

/** A row of the table. */
export interface DiagnosedRow {
  name: string;
  planted: RuleName;
  /** Absent where the mutant wasn't caught, or its run left no trace. */
  law?: string;
  token?: string;
  /** The rules named, the first first. */
  named: RuleName[];
  /** What was said of the first. */
  what: string;
  hidden: string[];
}

/** Finds a mutant's first failing run, plays it again with its trace, and diagnoses it. */
export async function diagnoseMutant(
  mutant: Mutant,
  field: Field,
  kit: string,
  signal: AbortSignal,
): Promise<DiagnosedRow> {
  const row: DiagnosedRow = { name: mutant.name, planted: mutant.rule, named: [], what: "", hidden: [] };
  const [part] = partsOfMutant(mutant, field);
  const program = await buildProgram(mutant, part.role);
  const played = await play(program, part.runs, { until: "first", kit, signal });
  if (played?.first === undefined) return row;
  const { lab, scenario, seed, law } = played.first;
  const servant = new Servant(program, "plain", { kit });
  const ending = await servant.run({ lab, scenario, seed, edits: "", trace: "always" });
  servant.stop();
  if (ending.kind !== "reply" || ending.reply.outcome.violation === undefined) return { ...row, law };
  const { token, violation } = ending.reply.outcome;
  const { broken, hidden } = diagnose(Trace.parse(ending.reply.trace!).events, violation);
  const named = [...new Set(broken.map(({ rule }) => rule))];
  return { ...row, law, token, named, what: broken[0]?.what ?? "", hidden };
}

/** How often the planted rule was named. */
export interface Share {
  caught: number;
  first: number;
  firstTwo: number;
}

export function shareOf(rows: readonly DiagnosedRow[]): Share {
  const caught = rows.filter(({ law }) => law !== undefined);
  return {
    caught: caught.length,
    first: caught.filter(({ planted, named }) => named[0] === planted).length,
    firstTwo: caught.filter(({ planted, named }) => named.slice(0, 2).includes(planted)).length,
  };
}
