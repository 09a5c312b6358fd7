import { ELECTION_GRACE_MS, SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A leader that stops for longer than an election, and then goes on where it was: it finds a new term (Raft §5.1).
 */
export default scenario(
  "a paused leader comes back",
  { lab: "2a", points: 5, servers: 3, network: reliable, grade: 36, promises: ["pause"] },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 2; round++) {
      const leader = await demands.calm(SETTLE_MS);
      cluster.pause(leader);
      await demands.leader();
      await cluster.sleep(cluster.dice.int(0, 2_000));
      cluster.resume(leader);
      await demands.calm(ELECTION_GRACE_MS);
    }
  },
);
