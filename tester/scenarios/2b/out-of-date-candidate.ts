import { AGREE_WITHIN_MS, ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A server with an older log asks for votes again and again: it must get none, and must not keep the others from
 * electing a leader (Raft §5.4.1).
 */
export default scenario(
  "a candidate with an older log",
  { lab: "2b", points: 4, servers: 3, network: reliable, promises: ["disconnect", "echo", "duplicate"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const leader = await demands.leader();
    const [current, behind] = cluster.dice.shuffle(cluster.except(leader));
    cluster.disconnect(behind);
    await demands.agree("not by the one behind");
    await demands.agree("not by the one behind");
    await cluster.sleep(cluster.dice.int(0, 3_000));

    cluster.disconnect(leader);
    cluster.reconnect(behind);
    const capture = cluster.capture({ from: behind, to: current, part: "request" });
    const led = (): boolean => cluster.server(current).isLeader;
    const echoing = cluster
      .until(() => capture.seen.length > 0 || led(), ELECTION_GRACE_MS)
      .then(() => cluster.echo(capture.seen, 50, 2 * AGREE_WITHIN_MS, led));
    await demands.leader();
    await demands.agree("by the two");
    cluster.heal();
    await demands.agree("by all");
    await echoing;
  },
);
