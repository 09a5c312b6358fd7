import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Leader and follower go on without the third and crash; the leader comes back with only the third, which lags behind
 * (Raft §5.3).
 */
export default scenario(
  "a partitioned pair crashes",
  {
    ...{ lab: "2c", points: 3, servers: 3, network: reliable, classic: true, grade: 30 },
    promises: ["disconnect", "crash", "restart"],
  },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const leader = await demands.leader();
    const [mate, lagging] = cluster.dice.shuffle(cluster.except(leader));
    cluster.disconnect(lagging);
    const index = await demands.agree("by two");

    for (const id of [leader, mate]) cluster.crash(id);
    cluster.reconnect(lagging);
    await cluster.restart(leader);
    await demands.agree("by the leader and the third");
    await demands.applied(index);

    await cluster.restart(mate);
    await demands.agree("by all");
  },
);
