import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Servers crash and come back with what they had saved (Raft §5, Figure 2: persistent state): all of them, the leader,
 * the leader while the others go on, a follower likewise. A failure points at what is saved, or at how it is read back.
 */
export default scenario(
  "servers restart with their log",
  { lab: "2c", points: 3, servers: 3, network: reliable, classic: true, grade: 24, promises: ["crash", "restart"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    for (const id of cluster.servers) cluster.crash(id);
    await cluster.restart(...cluster.servers);
    await demands.agree("after all restarted");

    const first = await demands.leader();
    cluster.crash(first);
    await cluster.restart(first);
    await demands.agree("after the leader restarted");

    const second = await demands.leader();
    cluster.crash(second);
    await demands.agree("without the leader");
    await cluster.restart(second);
    const index = await demands.agree("with it again");

    const third = await demands.leader();
    const follower = cluster.dice.pick(cluster.except(third));
    cluster.crash(follower);
    await demands.agree("without a follower");
    await cluster.restart(follower);
    await demands.applied(index + 1);
    await demands.agree("with all of them");
  },
);
