import { reliable, unreliable, type NetworkProfile } from "../../net/profile";
import { scenario } from "../scenario";

/** The classic suite has 1,000 rounds and no seeds; here many seeds with fewer rounds come to the same. */
const ROUNDS = 120;

/** Messages overtake each other by seconds. */
const longReordering: NetworkProfile = {
  ...unreliable,
  name: "unreliable, with long reordering",
  longPpm: 400_000,
  longUs: 2_200_000,
};

/**
 * Figure 8 without crashes: leaders lose their links, messages get lost and come seconds late (Raft §5.4.2).
 */
export default scenario(
  "figure 8, on an unreliable network",
  {
    ...{ lab: "2c", points: 5, servers: 5, network: unreliable, classic: true, quick: 3, grade: 24 },
    promises: ["disconnect", "lose", "delay"],
  },
  async ({ cluster, demands }) => {
    const { dice } = cluster;
    const away = new Set<number>();
    for (let round = 0; round < ROUNDS; round++) {
      if (round === ROUNDS / 4) cluster.become(longReordering);
      let leader: number | undefined;
      for (const id of cluster.servers) {
        const taken = await demands.tryAt(id, cluster.command("figure 8"));
        if (taken !== undefined && !away.has(id)) leader = id;
      }
      await cluster.sleep(dice.chance(100_000) ? dice.int(0, 499) : dice.int(0, 12));
      if (leader !== undefined && dice.chance(500_000)) {
        cluster.disconnect(leader);
        away.add(leader);
      }
      if (cluster.size - away.size < cluster.majority) {
        const back = dice.pick([...away]);
        cluster.reconnect(back);
        away.delete(back);
      }
    }
    cluster.heal();
    cluster.become(reliable);
    await demands.agree("by all");
  },
);
