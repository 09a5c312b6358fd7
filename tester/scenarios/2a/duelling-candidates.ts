import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Requests for votes are held until several candidates have asked in the same term, and then arrive in a burst,
 * in a drawn order: nobody votes twice (Raft §5.2).
 */
export default scenario(
  "duelling candidates",
  { lab: "2a", points: 6, servers: 5, network: reliable, promises: ["hold"] },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 4; round++) {
      const hold = cluster.hold({ part: "request" });
      await cluster.until(() => new Set(hold.caught.map(({ from }) => from)).size >= cluster.dice.int(2, 5), 2_000);
      cluster.release(hold, (caught) => cluster.dice.shuffle(caught));
      await cluster.sleep(cluster.dice.int(0, 20));
    }
    await demands.calm(ELECTION_GRACE_MS);
  },
);
