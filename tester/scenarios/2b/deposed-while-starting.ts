import { CALL_DEADLINE_MS } from "../../net/calls";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A leader comes back that was away, and takes a command at the very instant at which the news of its successor is on
 * the way: whatever it was about to send as a leader belongs to the old term (Raft §5.1, §5.3). The schedule is steered.
 */
export default scenario(
  "a leader deposed while it takes commands",
  { lab: "2b", points: 2, servers: 3, network: reliable, quick: 6, grade: 30 },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    for (let round = 0; round < 3; round++) {
      const old = await demands.leader();
      cluster.disconnect(old);
      for (let i = 0; i < 3; i++) await demands.tryAt(old, cluster.command("lost"));
      await demands.agree("by the others");
      await demands.agree("by the others");
      await cluster.sleep(CALL_DEADLINE_MS); // what it had sent is settled by now

      const successor = await demands.leader();
      const news = cluster.count({ from: successor, to: old, part: "request" });
      cluster.reconnect(old);
      await cluster.until(() => news() > 0, 1_000);
      for (let i = 0; i < 3; i++) await demands.tryAt(old, cluster.command("as the news arrives"));
      await demands.agree("by all");
    }
  },
);
