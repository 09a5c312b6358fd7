import { ELECTION_GRACE_MS, SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * With the leader gone the others go on; with the next one gone too nothing may be committed (Raft §5.3).
 */
export default scenario(
  "failure of leaders",
  { lab: "2b", points: 3, servers: 3, network: reliable, classic: true, grade: 24, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    await demands.agree("all here");
    const first = await demands.leader();
    cluster.disconnect(first);
    await demands.agree("first leader away");
    await cluster.sleep(SETTLE_MS);
    const index = await demands.agree("still away");

    const second = await demands.leader();
    cluster.disconnect(second);
    for (const server of cluster.servers) await demands.tryAt(server, cluster.command("no majority"));
    await demands.notCommitted(index + 1, ELECTION_GRACE_MS);
    // By now somebody is a candidate: it must not say that it leads.
    for (const server of cluster.servers) await demands.tryAt(server, cluster.command("at a candidate"));
  },
);
