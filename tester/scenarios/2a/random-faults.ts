import { ELECTION_GRACE_MS, SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { swarm } from "../../faults/swarm";

/**
 * A random schedule: each run draws which kinds of fault it has, and how often; then a majority is healed and must
 * elect a leader.
 */
export default scenario(
  "random faults, then a leader",
  {
    ...{ lab: "2a", points: 5, servers: 5, network: reliable, grade: 72 },
    promises: ["disconnect", "partition", "cut", "hold", "lose", "duplicate", "delay", "pause"],
  },
  async ({ cluster, demands }) => {
    await swarm(cluster, { steps: 20, commands: false });
    await demands.leader();
    cluster.heal();
    await cluster.sleep(SETTLE_MS);
    await demands.calm(ELECTION_GRACE_MS);
  },
);
