import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Links that work in one direction only, with commands in flight: nothing may be committed twice or lost; healed, all
 * agree.
 */
export default scenario(
  "one-way cuts",
  { lab: "2b", points: 4, servers: 5, network: reliable, grade: 36, promises: ["cut"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    for (let round = 0; round < 15; round++) {
      const [from, to] = cluster.dice.sample(cluster.servers, 2);
      cluster.cut(from, to);
      const leader = cluster.claimant();
      if (leader !== undefined) await demands.tryAt(leader, cluster.command("one way"));
      await cluster.sleep(cluster.dice.int(20, 400));
      if (cluster.dice.chance(400_000)) cluster.mend(from, to);
    }
    cluster.heal();
    await demands.agree("healed");
  },
);
