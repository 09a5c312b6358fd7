import type { Cluster } from "../cluster/cluster";

/** Everybody is up for up to this long before the lights go out, and then down for up to {@link DOWN_MS}. */
const UP_MS = [400, 1_200] as const;
const DOWN_MS = 800;

/** Every server crashes at once, and comes back from what it has saved: all of it, so many times. */
export async function blackouts(cluster: Cluster, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await cluster.sleep(cluster.dice.int(...UP_MS));
    await blackout(cluster, cluster.dice.int(0, DOWN_MS));
  }
}

/** Every server crashes, and after a while they boot again. */
export async function blackout(cluster: Cluster, downMs: number): Promise<void> {
  cluster.callOffCrashes();
  for (const id of cluster.servers) cluster.crash(id);
  await cluster.sleep(downMs);
  await cluster.restart(...cluster.servers);
}
