import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/** From start to commit over healthy links, ms: two slow heartbeats, and slack. */
const COMMIT_WITHIN_MS = 2_000;

/**
 * A follower's old tail is replaced by entries that are committed with its help, and it crashes: the old tail must not
 * come back (Raft §5.3: if an existing entry conflicts, delete it and all that follow; Figure 2: persistent log). The
 * schedule is steered.
 */
export default scenario(
  "a replaced tail stays replaced",
  { lab: "2c", points: 6, servers: 3, network: reliable, promises: ["disconnect", "crash", "restart"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const former = await demands.leader();
    const [one, other] = cluster.except(former);
    cluster.disconnect(former);
    for (let i = 0; i < 3; i++) await demands.tryAt(former, cluster.command("replaced later"));

    // The former leader takes the place of one of the others, and its tail goes.
    const leader = await demands.leader();
    const lagging = leader === one ? other : one;
    cluster.disconnect(lagging);
    cluster.reconnect(former);
    let last = 0;
    for (let i = cluster.dice.pick([1, 1, 2, 3]); i > 0; i--) {
      last = (await demands.tryAt(leader, cluster.command("in its place")))?.index ?? last;
    }
    await cluster.until(() => cluster.server(leader).applied >= last, COMMIT_WITHIN_MS);
    // At once, or after the follower has learnt of the commit.
    await cluster.sleep(cluster.dice.pick([0, 300]));
    cluster.crash(former);

    cluster.disconnect(leader);
    await cluster.restart(former);
    cluster.reconnect(lagging);
    await demands.agree("by the two others");
    cluster.heal();
    await demands.agree("by all");
  },
);
