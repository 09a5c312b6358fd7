import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Followers with entries missing, with entries too many and with both, as in Figure 7: the leader makes all logs
 * equal to its own (Raft §5.3).
 */
export default scenario(
  "the logs of Figure 7",
  { lab: "2b", points: 4, servers: 7, network: reliable, quick: 3, grade: 24, promises: ["disconnect", "partition"] },
  async ({ cluster, demands }) => {
    await demands.agree("term one");
    for (let round = 0; round < 4; round++) {
      const leader = await demands.leader();
      // Its next entries reach a drawn few, too few to commit them; then somebody else leads.
      const few = cluster.dice.sample(cluster.except(leader), cluster.dice.int(0, 2));
      cluster.partition([leader, ...few], cluster.except(leader, ...few));
      for (let i = cluster.dice.int(1, 3); i > 0; i--) await demands.tryAt(leader, cluster.command("uncommitted"));
      await cluster.sleep(cluster.dice.int(20, 400));
      cluster.heal();
      cluster.disconnect(leader);
      const absent = cluster.dice.sample(cluster.except(leader), cluster.dice.int(0, 2));
      cluster.disconnect(...absent);
      await demands.agree("committed");
      cluster.heal();
    }
    await demands.agree("all logs equal");
  },
);
