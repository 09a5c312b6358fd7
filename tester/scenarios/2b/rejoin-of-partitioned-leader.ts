import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A leader that took commands alone comes back, and gives them up for those of the majority (Raft §5.3).
 */
export default scenario(
  "rejoin of a partitioned leader",
  { lab: "2b", points: 3, servers: 3, network: reliable, classic: true, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const first = await demands.leader();
    cluster.disconnect(first);
    for (let i = 0; i < 3; i++) await demands.tryAt(first, cluster.command("lost"));
    await demands.agree("by the others");

    const second = await demands.leader();
    cluster.disconnect(second);
    cluster.reconnect(first);
    await demands.agree("by the old one and another");

    cluster.reconnect(second);
    await demands.agree("by all");
    await demands.agree("by all");
  },
);
