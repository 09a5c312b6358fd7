import type { Cluster } from "../cluster/cluster";
import type { Demands } from "../cluster/demands";

/** Leaders come and go at drawn instants, with commands in flight at each of them. */
export async function storm(cluster: Cluster, demands: Demands, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const leader = await demands.leader();
    for (let i = cluster.dice.int(1, 4); i > 0; i--) {
      await demands.tryAt(leader, cluster.command("in the storm"));
      await cluster.sleep(cluster.dice.int(0, 40));
    }
    cluster.disconnect(leader);
    await cluster.sleep(cluster.dice.int(0, 900));
    if (cluster.dice.chance(500_000)) await demands.agree("without the leader");
    cluster.reconnect(leader);
    await cluster.sleep(cluster.dice.int(0, 200));
  }
}
