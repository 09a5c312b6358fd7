import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A leader stops with entries in flight, another is elected meanwhile, and the first goes on where it was.
 */
export default scenario(
  "a paused leader comes back with entries",
  { lab: "2b", points: 4, servers: 5, network: reliable, promises: ["pause"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    for (let round = 0; round < 2; round++) {
      const leader = await demands.leader();
      for (let i = 0; i < 3; i++) await demands.tryAt(leader, cluster.command("in flight"));
      await cluster.sleep(cluster.dice.int(0, 3));
      cluster.pause(leader);
      await demands.agree("without it");
      cluster.resume(leader);
      await cluster.sleep(cluster.dice.int(0, 30));
      await demands.tryAt(leader, cluster.command("just back"));
      await demands.agree("with it");
    }
  },
);
