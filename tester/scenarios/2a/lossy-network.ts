import { ELECTION_GRACE_MS, SETTLE_MS } from "../../cluster/bounds";
import { reliable, unreliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A tenth of all messages is lost and all are slow: elections take longer, and succeed.
 */
export default scenario(
  "elections under loss",
  { lab: "2a", points: 5, servers: 5, network: unreliable, grade: 36, promises: ["disconnect", "lose", "delay"] },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 3; round++) {
      const leader = await demands.leader();
      cluster.disconnect(leader);
      await cluster.sleep(cluster.dice.int(0, 1_500));
      await demands.leader();
      cluster.reconnect(leader);
      await cluster.sleep(cluster.dice.int(0, 1_500));
    }
    cluster.become(reliable);
    await cluster.sleep(SETTLE_MS);
    await demands.calm(ELECTION_GRACE_MS);
  },
);
