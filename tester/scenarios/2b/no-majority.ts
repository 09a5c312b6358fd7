import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Without a majority nothing is committed; healed, the cluster agrees again, on the entry or on another in its
 * place (Raft §5.3).
 */
export default scenario(
  "no agreement without a majority",
  { lab: "2b", points: 3, servers: 5, network: reliable, classic: true, grade: 36, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    const before = await demands.agree("before");
    const leader = await demands.leader();
    const absent = cluster.dice.sample(cluster.except(leader), 3);
    cluster.disconnect(...absent);
    const lonely = await demands.tryAt(leader, cluster.command("too few"));
    if (lonely !== undefined) {
      demands.at(before + 1, lonely.index);
      await demands.notCommitted(lonely.index, ELECTION_GRACE_MS);
    }
    cluster.reconnect(...absent);
    const after = await demands.agree("many again");
    if (after > before + 2) demands.at(before + 2, after);
  },
);
