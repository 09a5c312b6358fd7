import type { Cluster } from "../cluster/cluster";
import type { Demands } from "../cluster/demands";
import type { NetworkProfile } from "../net/profile";
import type { FaultVerb } from "../trace/event";

/** The labs, in the order in which they are done. */
export const LABS = ["2a", "2b"] as const;
export type Lab = (typeof LABS)[number];

/** What a scenario is, apart from its story: lists, score sheets and tables come from here. */
export interface ScenarioData {
  lab: Lab;
  /** Of the lab's 100. */
  points: number;
  /** Size of the cluster. */
  servers: number;
  network: NetworkProfile;
  /** One of the classic suite's tests. */
  classic?: true;
  /** Seeds of the quick and the grade tier, where the lab's default doesn't fit. */
  quick?: number;
  grade?: number;
  /** Faults that each run injects, or some of its runs do. */
  promises?: readonly FaultVerb[];
}

/** What the story is told with. */
export interface Stage {
  cluster: Cluster;
  demands: Demands;
}

export interface Scenario extends ScenarioData {
  /** Its file's name: the middle of a replay token. */
  name: string;
  /** As students read it: `initial election`. */
  title: string;
  body: (stage: Stage) => Promise<void>;
}

/** Defines a scenario; its name comes from the registry. */
export function scenario(title: string, data: ScenarioData, body: Scenario["body"]): Omit<Scenario, "name"> {
  return { ...data, title, body };
}
