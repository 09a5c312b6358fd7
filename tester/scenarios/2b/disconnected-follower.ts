import { SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A majority goes on without its missing member (Raft §5.3), and takes it back when it returns.
 * Nothing is lost, nobody crashes: a failure here points at replication or catch-up.
 */
export default scenario(
  "agreement despite a disconnected follower",
  { lab: "2b", points: 4, servers: 3, network: reliable, classic: true, grade: 36, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");

    const leader = await demands.leader();
    const absent = cluster.dice.pick(cluster.except(leader));
    cluster.disconnect(absent);
    await demands.agree("while away");
    await demands.agree("while away");
    await cluster.sleep(SETTLE_MS); // a needless election would show itself now
    await demands.agree("still away");
    await demands.agree("still away");

    cluster.reconnect(absent);
    await demands.agree("back");
    await cluster.sleep(SETTLE_MS);
    await demands.agree("settled");
  },
);
