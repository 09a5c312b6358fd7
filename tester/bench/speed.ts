import type { Sample } from "./sample";
import { spreadOf, type Spread } from "./spread";

/** How fast all measured runs of the labs were, on one core. The spread is over runs. */
export interface Speed {
  /** Runs a second of wall time. */
  runsPerSecond: Spread;
  /** Virtual time over wall time. */
  virtualOverWall: Spread;
  /** Events of the trace a second of wall time. */
  eventsPerSecond: Spread;
}

export function speedOf(samples: readonly Sample[]): Speed {
  const per = (of: (sample: Sample) => number) => spreadOf(samples.map(of));
  return {
    runsPerSecond: per(({ wallMs }) => 1_000 / wallMs),
    virtualOverWall: per(({ wallMs, stats }) => stats.virtualUs / 1_000 / wallMs),
    eventsPerSecond: per(({ wallMs, stats }) => (stats.events * 1_000) / wallMs),
  };
}
