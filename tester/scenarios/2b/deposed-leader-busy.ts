import { CALL_DEADLINE_MS } from "../../net/calls";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/** A server learns that it is deposed within a few round trips; commands come all the while. */
const BUSY_MS = 25;

/**
 * A leader comes back that was away, and is given commands without a pause while it learns of the new term: whatever
 * it was about to send as a leader belongs to the old one (Raft §5.1, §5.3).
 */
export default scenario(
  "a deposed leader under load",
  { lab: "2b", points: 2, servers: 3, network: reliable, quick: 6, grade: 60 },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    for (let round = 0; round < 3; round++) {
      const old = await demands.leader();
      cluster.disconnect(old);
      for (let i = 0; i < 3; i++) await demands.tryAt(old, cluster.command("lost"));
      await demands.agree("by the others");
      await demands.agree("by the others");
      await cluster.sleep(CALL_DEADLINE_MS);
      cluster.reconnect(old);
      for (let ms = 0; ms < BUSY_MS; ms++) {
        await demands.tryAt(old, cluster.command("under load"));
        await cluster.sleep(1);
      }
      await demands.agree("by all");
    }
  },
);
