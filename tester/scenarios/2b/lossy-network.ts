import { reliable, unreliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A tenth of all messages is lost, all are slow, and leaders come and go: everything is agreed on all the same.
 */
export default scenario(
  "agreement under loss",
  {
    ...{ lab: "2b", points: 4, servers: 5, network: unreliable, quick: 4, grade: 30 },
    promises: ["disconnect", "lose", "delay"],
  },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 4; round++) {
      await demands.agree("under loss");
      const leader = await demands.leader();
      for (let i = 0; i < 3; i++) await demands.tryAt(leader, cluster.command("at once"));
      cluster.disconnect(leader);
      await demands.agree("without the leader");
      cluster.reconnect(leader);
    }
    cluster.become(reliable);
    await demands.agree("reliable again");
  },
);
