import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A leader restarts with entries that nobody else has: they are in its log, and not committed (Raft §5.3). Others are
 * committed in their place.
 */
export default scenario(
  "a leader restarts with an uncommitted tail",
  { lab: "2c", points: 4, servers: 3, network: reliable, grade: 36, promises: ["disconnect", "crash", "restart"] },
  async ({ cluster, demands }) => {
    const before = await demands.agree("before");
    const leader = await demands.leader();
    cluster.disconnect(leader);
    for (let i = 0; i < 3; i++) await demands.tryAt(leader, cluster.command("by one"));
    await cluster.sleep(cluster.dice.int(0, 200));
    cluster.crash(leader);
    await cluster.restart(leader);
    await demands.notCommitted(before + 1, ELECTION_GRACE_MS);
    for (let i = cluster.dice.int(1, 4); i > 0; i--) await demands.agree("by the others");
    cluster.reconnect(leader);
    await demands.agree("by all");
  },
);
