import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A server with many entries of an old term comes back: a log is up to date by its last term first, by its length
 * second (Raft §5.4.1).
 */
export default scenario(
  "a longer but older log",
  { lab: "2b", points: 4, servers: 3, network: reliable, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const old = await demands.leader();
    cluster.disconnect(old);
    for (let i = 0; i < 6; i++) await demands.tryAt(old, cluster.command("never committed"));
    await demands.agree("newer");
    await demands.agree("newer");
    const leader = await demands.leader();
    await cluster.sleep(cluster.dice.int(0, 500));

    cluster.disconnect(leader);
    cluster.reconnect(old);
    await demands.agree("with the old one");
    cluster.heal();
    await demands.agree("by all");
  },
);
