import { ELECTION_GRACE_MS, SETTLE_MS } from "../../cluster/bounds";
import { duplicating, reliable, reordering } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Requests arrive twice, and late ones after newer ones: nobody may be moved by the second copy (Raft §5.5: RPCs are
 * idempotent).
 */
export default scenario(
  "elections under duplication and reordering",
  {
    lab: "2a",
    points: 5,
    servers: 5,
    network: { ...duplicating, longPpm: reordering.longPpm, longUs: reordering.longUs },
    promises: ["disconnect", "duplicate", "delay"],
  },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 4; round++) {
      const leader = await demands.leader();
      cluster.disconnect(leader);
      await demands.leader();
      cluster.reconnect(leader);
      await cluster.sleep(cluster.dice.int(0, 500));
    }
    cluster.become(reliable);
    await cluster.sleep(SETTLE_MS);
    await demands.calm(ELECTION_GRACE_MS);
  },
);
