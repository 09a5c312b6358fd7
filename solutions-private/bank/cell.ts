/** What one program came to on one scenario. */
export interface Cell {
  lab: string;
  scenario: string;
  /** Runs made: up to the first that kills, where the matrix stops there. */
  runs: number;
  cpuMs: number;
  /** Runs without a verdict. They kill nobody. */
  unknown: number;
  kill?: Kill;
  /** The kit's own error, where there was one. */
  fault?: string;
}

/** A run that failed. */
export interface Kill {
  /** The how-manyeth of the scenario's seeds it is, from 1: seeds to first kill. */
  number: number;
  seed: number;
  /** `runaway` for a run that the watchdog ended: too much CPU time or memory. */
  law: string;
  what: string;
  /** CPU time of the scenario's runs up to and including this one, ms. */
  cpuMs: number;
}

/** A program's first kill, in the order in which its runs are made: every scenario's first seed, then every one's second. */
export interface FirstKill extends Kill {
  lab: string;
  scenario: string;
  /** Runs of all its scenarios up to and including this one; their CPU time is `cpuMs`. */
  runs: number;
}

/** `2a/initial-election` */
export function nameOfCell({ lab, scenario }: Pick<Cell, "lab" | "scenario">): string {
  return `${lab}/${scenario}`;
}
