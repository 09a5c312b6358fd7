import type { Clients } from "../cluster/clients";
import type { Cluster } from "../cluster/cluster";
import type { Demands } from "../cluster/demands";
import type { FaultKind } from "../faults/fault-kind";
import type { NetworkProfile } from "../net/profile";

/** The labs, in the order in which they are done. */
export const LABS = ["2a", "2b", "2c", "2d", "3a", "3b"] as const;
export type Lab = (typeof LABS)[number];

/** What a scenario is, apart from its story: lists, score sheets and tables come from here. */
export interface ScenarioData {
  lab: Lab;
  /** Of the lab's 100. */
  points: number;
  /** Size of the cluster. */
  servers: number;
  network: NetworkProfile;
  /** Servers boot up to this far apart, where that is to be less than the 100 ms of the interface. */
  bootWithinMs?: number;
  /** Lab 2d: each server is handed a snapshot after so many entries. */
  snapshotEvery?: number;
  /** Lab 3b: the servers' `maxRaftState`, bytes. */
  maxRaftState?: number;
  /** One of the classic suite's tests. */
  classic?: true;
  /** Seeds of the quick and the grade tier, where the lab's default doesn't fit. */
  quick?: number;
  grade?: number;
  /** Faults that happen in its runs, or in some of them: run/promises.slow.test.ts holds it to that. */
  promises?: readonly FaultKind[];
}

/** What the story is told with. */
export interface Stage {
  cluster: Cluster;
  demands: Demands;
  /** Lab 3. */
  clients: Clients;
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
