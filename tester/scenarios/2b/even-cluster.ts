import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Two of four are no majority: nothing is committed there, and nothing is lost when the halves meet (Raft §5.3).
 */
export default scenario(
  "an even cluster split in halves",
  { lab: "2b", points: 3, servers: 4, network: reliable, promises: ["disconnect", "partition"] },
  async ({ cluster, demands }) => {
    const before = await demands.agree("before");
    const leader = await demands.leader();
    const [mate, ...others] = cluster.dice.shuffle(cluster.except(leader));
    cluster.partition([leader, mate], others);
    await demands.tryAt(leader, cluster.command("in one half"));
    await demands.notCommitted(before + 1, ELECTION_GRACE_MS);
    cluster.heal();
    await demands.agree("whole again");
    cluster.disconnect(await demands.leader());
    await demands.agree("three of four");
    cluster.heal();
    await demands.agree("whole again");
  },
);
