import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/** The classic suite has 1,000 rounds and no seeds; here many seeds with fewer rounds come to the same. */
const ROUNDS = 120;

/**
 * Leaders crash as soon as they have taken a command, mostly before it gets far: older terms' entries stay behind on
 * some servers, are copied on by later leaders, and aren't committed by that alone (Raft §5.4.2, Figure 8).
 */
export default scenario(
  "figure 8, with crashes",
  {
    ...{ lab: "2c", points: 5, servers: 5, network: reliable, classic: true, quick: 3, grade: 24 },
    promises: ["crash", "restart"],
  },
  async ({ cluster, demands }) => {
    const { dice } = cluster;
    for (let round = 0; round < ROUNDS; round++) {
      let leader: number | undefined;
      for (const id of cluster.servers) {
        if ((await demands.tryAt(id, cluster.command("figure 8"))) !== undefined) leader = id;
      }
      await cluster.sleep(dice.chance(100_000) ? dice.int(0, 499) : dice.int(0, 12));
      if (leader !== undefined) cluster.crash(leader);
      const down = cluster.servers.filter((id) => !cluster.server(id).isUp);
      if (cluster.size - down.length < cluster.majority) await cluster.restart(dice.pick(down));
    }
    await cluster.restart(...cluster.servers);
    await demands.agree("by all");
  },
);
