import { swarm } from "../faults/swarm";
import type { Stage } from "./scenario";

/** Faults of a schedule that ends with a majority healed. */
const STEPS = 30;

/** A random schedule with commands all the while; then a majority is healed and must agree, and then everybody. */
export async function swarmThenAgreement({ cluster, demands }: Stage, faults: { crashes: boolean }): Promise<void> {
  await swarm(cluster, { steps: STEPS, commands: true, ...faults });
  await demands.agree("by a majority");
  cluster.heal();
  await demands.agree("by all");
}
