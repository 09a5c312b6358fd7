/** Right programs' passing runs, looked at as if they had failed: no broken rule may be found in them. */
import { brokenRules } from "../../tester/diagnosis/diagnose";
import type { Broken } from "../../tester/diagnosis/diagnosis";
import { Servant, type Ending } from "../../tester/run/servant";
import { tokenOf } from "../../tester/run/token";
import { Trace } from "../../tester/trace/trace";
import { buildProgram } from "./build";
import type { Variant } from "./change";
import type { MatrixJournal } from "./matrix-journal";
import { partsOfVariant, type Asked } from "./part";

/** Seeds of a second round are this far from the first's: no other program has them. */
const SEEDS_APART = 1000;

/** A broken rule that was found in a right program's run. */
export type Alarm = Pick<Broken, "rule" | "n" | "what"> & { name: string; token: string };

export interface Silence {
  /** Passing runs that were looked at. */
  runs: number;
  alarms: Alarm[];
}

/** What one run came to. */
export interface Heard {
  isPassing: boolean;
  alarms: Alarm[];
}

export interface Listening {
  /** How many runs, about. */
  runs: number;
  base: number;
  kit: string;
  journal: MatrixJournal<Heard>;
  signal: AbortSignal;
  tell: (done: number) => void;
}

/** Looks at runs, spread over the programs, and over the scenarios by turns. @returns `undefined` when it was given up */
export async function listen(variants: readonly Variant[], listening: Listening): Promise<Silence | undefined> {
  const silence: Silence = { runs: 0, alarms: [] };
  const each = Math.ceil(listening.runs / variants.length);
  for (const [number, variant] of variants.entries()) {
    const seeds = { kind: "count", count: 1 } as const;
    const parts = partsOfVariant(variant, { seeds, base: listening.base + number, isIn: () => true });
    const all = parts.reduce((sum, part) => sum + part.runs.length, 0);
    for (const part of parts) {
      const wanted = Math.round((each * part.runs.length) / all);
      const isHeard = await listenTo(variant, part.role, chosen(part.runs, wanted, number), listening, silence);
      if (!isHeard) return undefined;
    }
  }
  return silence;
}

/** `wanted` of a part's runs, as far apart as they can be; of another program others. More than there are: other seeds. */
function chosen(runs: readonly Asked[], wanted: number, number: number): Asked[] {
  const step = Math.max(1, runs.length / wanted);
  return Array.from({ length: wanted }, (_, i) => {
    const asked = runs[(Math.floor(i * step) + number) % runs.length];
    return { ...asked, seed: asked.seed + SEEDS_APART * Math.floor(i / runs.length) };
  });
}

/** @returns whether it was done to its end */
async function listenTo(
  variant: Variant,
  role: "raft" | "kv",
  runs: readonly Asked[],
  { kit, journal, signal, tell }: Listening,
  silence: Silence,
): Promise<boolean> {
  const program = await buildProgram(variant, role);
  let servant: Servant | undefined;
  const stop = (): void => servant?.stop();
  signal.addEventListener("abort", stop);
  try {
    for (const asked of runs) {
      const token = tokenOf({ ...asked, edits: "" });
      const key = `${variant.name} ${program.hash.slice(0, 16)} ${token}`;
      let heard = journal.get(key);
      if (heard === undefined) {
        if (signal.aborted) return false;
        if (servant?.isFit !== true) {
          servant?.stop();
          servant = new Servant(program, "plain", { kit });
        }
        const ending = await servant.run({ ...asked, edits: "", trace: "always" });
        if (ending.kind === "stopped") return false;
        heard = heardIn(ending, variant.name);
        journal.add(key, heard);
      }
      if (heard.isPassing) silence.runs++;
      silence.alarms.push(...heard.alarms);
      tell(silence.runs);
    }
    return true;
  } finally {
    servant?.stop();
    signal.removeEventListener("abort", stop);
  }
}

function heardIn(ending: Ending, name: string): Heard {
  if (ending.kind !== "reply" || ending.reply.outcome.verdict !== "pass") return { isPassing: false, alarms: [] };
  const { token } = ending.reply.outcome;
  const broken = brokenRules(Trace.parse(ending.reply.trace!).events);
  return { isPassing: true, alarms: broken.map(({ rule, n, what }) => ({ rule, n, what, name, token })) };
}
