import { reliable, unreliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A tenth of all messages is lost and all are slow: commands that are started at once are all agreed on (Raft §5.3).
 */
export default scenario(
  "agreement on an unreliable network",
  {
    ...{ lab: "2c", points: 3, servers: 5, network: unreliable, classic: true, quick: 3, grade: 12 },
    promises: ["lose", "delay"],
  },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 10; round++) {
      const leader = await demands.leader();
      for (let i = 0; i < 4; i++) await demands.tryAt(leader, cluster.command("at once"));
      await demands.agree("one more", { by: "majority" });
    }
    cluster.become(reliable);
    await demands.agree("by all");
  },
);
