import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { elect } from "../steer";

/** Long enough for a leader's messages to have left, ms: a slow heartbeat. */
const SENT_MS = 260;

/**
 * A leader crashes with calls in flight in both directions. What it had sent still arrives, long after others have gone
 * on; what answers it gets are none of its new incarnation's (Raft §5.3, INTERFACE.md «Crash, restart»).
 */
export default scenario(
  "messages of a former life",
  { lab: "2c", points: 4, servers: 3, network: reliable, grade: 36, promises: ["hold", "pause", "crash", "restart"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const leader = await demands.leader();
    const requests = cluster.hold({ from: leader, part: "request" });
    const replies = cluster.hold({ to: leader, part: "reply" });
    for (let i = 0; i < 3; i++) await demands.tryAt(leader, cluster.command("in flight"));
    await cluster.sleep(cluster.dice.int(0, SENT_MS));
    cluster.crash(leader);
    const index = await demands.agree("by the others");
    await cluster.restart(leader);
    await demands.applied(index);
    cluster.release(requests, (caught) => cluster.dice.shuffle(caught));
    if (cluster.dice.chance(500_000)) await elect(cluster, leader);
    cluster.release(replies);
    await cluster.sleep(5);
    await demands.agree("by all");
    cluster.crash(leader);
    await cluster.restart(leader);
    await demands.agree("and once more");
  },
);
