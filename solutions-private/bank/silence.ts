/** Right programs' passing runs, looked at as if they had failed: no broken rule may be found in them. */
import { brokenRules } from "../../tester/diagnosis/diagnose";
import type { Broken } from "../../tester/diagnosis/diagnosis";
import { Servant } from "../../tester/run/servant";
import { Trace } from "../../tester/trace/trace";
import { buildProgram } from "./build";
import type { Variant } from "./change";
import { partsOfVariant, type Asked } from "./part";

export interface Silence {
  runs: number;
  alarms: (Pick<Broken, "rule" | "what"> & { name: string; token: string })[];
}

/** Looks at about `runs` runs, spread over the programs, and over the scenarios by turns. */
export async function listen(
  variants: readonly Variant[],
  runs: number,
  base: number,
  kit: string,
  tell: (done: number) => void,
): Promise<Silence> {
  const silence: Silence = { runs: 0, alarms: [] };
  const each = Math.ceil(runs / variants.length);
  for (const [number, variant] of variants.entries()) {
    const seeds = { kind: "count", count: 1 } as const;
    const parts = partsOfVariant(variant, { seeds, base: base + number, isIn: () => true });
    const all = parts.reduce((sum, part) => sum + part.runs.length, 0);
    for (const part of parts) {
      const wanted = Math.round((each * part.runs.length) / all);
      const step = part.runs.length / wanted;
      const chosen = Array.from(
        { length: wanted },
        (_, i) => part.runs[Math.floor(i * step + (number % Math.ceil(step))) % part.runs.length],
      );
      await listenTo(variant, part.role, chosen, kit, silence);
      tell(silence.runs);
    }
  }
  return silence;
}

async function listenTo(
  variant: Variant,
  role: "raft" | "kv",
  runs: readonly Asked[],
  kit: string,
  silence: Silence,
): Promise<void> {
  const program = await buildProgram(variant, role);
  let servant = new Servant(program, "plain", { kit });
  for (const asked of runs) {
    if (!servant.isFit) {
      servant.stop();
      servant = new Servant(program, "plain", { kit });
    }
    const ending = await servant.run({ ...asked, edits: "", trace: "always" });
    if (ending.kind !== "reply" || ending.reply.outcome.verdict !== "pass") continue;
    silence.runs++;
    const { token } = ending.reply.outcome;
    for (const { rule, what } of brokenRules(Trace.parse(ending.reply.trace!).events)) {
      silence.alarms.push({ name: variant.name, token, rule, what });
    }
  }
  servant.stop();
}
