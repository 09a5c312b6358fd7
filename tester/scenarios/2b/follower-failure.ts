import { ELECTION_GRACE_MS, SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * With one follower gone the majority goes on; with both gone nothing may be committed (Raft §5.3).
 */
export default scenario(
  "progressive failure of followers",
  { lab: "2b", points: 3, servers: 3, network: reliable, classic: true, grade: 24, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    await demands.agree("all here");
    const leader = await demands.leader();
    const [one, other] = cluster.dice.shuffle(cluster.except(leader));
    cluster.disconnect(one);
    await demands.agree("one away");
    await cluster.sleep(SETTLE_MS);
    await demands.agree("still one away");

    const remaining = await demands.leader();
    cluster.disconnect(other, remaining);
    cluster.reconnect(remaining);
    const started = await demands.tryAt(remaining, cluster.command("alone"));
    if (started !== undefined) await demands.notCommitted(started.index, ELECTION_GRACE_MS);
    // By now somebody is a candidate: it must not say that it leads.
    for (const server of cluster.servers) await demands.tryAt(server, cluster.command("at a candidate"));
  },
);
