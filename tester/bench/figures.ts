import type { Cost, TargetFigure } from "./cost";
import type { JudgingFigure } from "./linearizability";
import type { Linearity } from "./linearity";
import type { Speed } from "./speed";
import type { Spread } from "./spread";
import type { PageFigure } from "./timeline";

/** All that one run of the bench has measured: what `--json` writes. */
export interface Figures {
  format: "raftlab/bench/1";
  kit: string;
  node: string;
  cpu: string;
  cores: number;
  impl: string;
  /** One core, one run at a time. */
  speed: Speed;
  /** To make a cluster of three: three realms booted, nothing else, ms of CPU. */
  bootCpuMs: Spread;
  targets: TargetFigure[];
  scenarios: Cost[];
  linearity: Linearity[];
  judging: JudgingFigure[];
  /** None without chromium. */
  page: PageFigure[];
}
