import type { Program } from "../../tester/realm/compile";
import type { RunOutcome } from "../../tester/run/outcome";
import { RUN_CPU_LIMIT_MS } from "../../tester/run/limits";
import { Servant, type Ending } from "../../tester/run/servant";
import { nameOfCell, type Cell, type FirstKill } from "./cell";
import type { Asked } from "./part";

/** When to leave off: at the program's first kill, or at the first of each cell. */
export type Until = "first" | "cell";

export interface Manner {
  until: Until;
  /** A law or a demand that is switched off. */
  without?: string;
  /** Folder of the built kit that runs it. */
  kit: string;
  signal: AbortSignal;
}

/** What a part came to: plain data, a line of the journal. */
export interface Played {
  cells: Cell[];
  first?: FirstKill;
  cpuMs: number;
  runs: number;
}

/** How one run ended, as far as it matters here. */
type Told = { cpuMs: number } & ({ law: string; what: string } | { law?: undefined });

/** A verdict that kills nobody. */
const UNKNOWN = "unknown";
const FAULT = "tester";
/** What no deterministic budget stopped, and the watchdog did: no law, and never switched off. */
const RUNAWAY = "runaway";

/** Makes the runs of a part, in a child that a runaway takes with it. @returns `undefined` when it was given up */
export async function play(program: Program, runs: readonly Asked[], manner: Manner): Promise<Played | undefined> {
  const { until, without, kit, signal } = manner;
  const played: Played = { cells: [], cpuMs: 0, runs: 0 };
  const cells = new Map<string, Cell>();
  let servant: Servant | undefined;
  const stop = (): void => servant?.stop();
  signal.addEventListener("abort", stop);
  try {
    for (const asked of runs) {
      const cell = cellFor(asked, cells);
      if (cell.kill !== undefined || (until === "first" && played.first !== undefined)) continue;
      if (signal.aborted) return undefined;
      if (servant?.isFit !== true) {
        servant?.stop();
        servant = new Servant(program, "plain", { kit });
      }
      const { lab, scenario, seed } = asked;
      const ending = await servant.run({ lab, scenario, seed, edits: "", trace: "never", without });
      if (ending.kind === "stopped") return undefined;
      enter(told(ending, without !== undefined), asked, cell, played);
    }
  } finally {
    servant?.stop();
    signal.removeEventListener("abort", stop);
  }
  played.cells = [...cells.values()].filter(({ runs: made }) => made > 0);
  return played;
}

function cellFor({ lab, scenario }: Asked, cells: Map<string, Cell>): Cell {
  const name = nameOfCell({ lab, scenario });
  const cell = cells.get(name) ?? { lab, scenario, runs: 0, cpuMs: 0, unknown: 0 };
  cells.set(name, cell);
  return cell;
}

/** `isMaimed`: with a law switched off a run may stumble where else it would have ended. That catches nobody. */
function told(ending: Ending, isMaimed: boolean): Told {
  if (ending.kind === "reply") return toldBy(ending.reply.outcome);
  if (ending.kind === "fault") return isMaimed ? { cpuMs: 0 } : { cpuMs: 0, law: FAULT, what: ending.text };
  if (ending.kind === "unloadable") return { cpuMs: 0, law: "submission", what: ending.text };
  if (ending.kind === "died") return { cpuMs: 0, law: FAULT, what: `the child ended: ${ending.how}` };
  const what = ending.kind === "cpu" ? "an endless loop, or nearly" : "more memory than a run may take";
  return { cpuMs: ending.kind === "cpu" ? RUN_CPU_LIMIT_MS : 0, law: RUNAWAY, what };
}

function toldBy({ verdict, violation, reason, cpuMs }: RunOutcome): Told {
  if (verdict === "pass") return { cpuMs };
  if (verdict === "unknown") return { cpuMs, law: UNKNOWN, what: reason ?? "" };
  const what = [violation?.what, violation?.expected, violation?.got].filter((part) => part).join(" | ");
  return { cpuMs, law: violation?.law ?? verdict, what };
}

function enter(end: Told, { lab, scenario, seed, number }: Asked, cell: Cell, played: Played): void {
  cell.runs++;
  cell.cpuMs += end.cpuMs;
  played.runs++;
  played.cpuMs += end.cpuMs;
  if (end.law === undefined) return;
  if (end.law === FAULT) cell.fault ??= `seed ${seed}: ${end.what}`;
  else if (end.law === UNKNOWN) cell.unknown++;
  else {
    cell.kill = { number, seed, law: end.law, what: end.what, cpuMs: cell.cpuMs };
    played.first ??= { ...cell.kill, lab, scenario, runs: played.runs, cpuMs: played.cpuMs };
  }
}
