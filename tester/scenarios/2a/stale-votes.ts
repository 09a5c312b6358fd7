import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Answers to requests for votes are held back until their candidates are in later terms, and then arrive at once:
 * an old answer says nothing about a new election (Raft §5.2).
 */
export default scenario(
  "votes of an older term",
  { lab: "2a", points: 6, servers: 5, network: reliable, promises: ["hold"] },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 3; round++) {
      const hold = cluster.hold({ part: "reply" });
      await cluster.sleep(cluster.dice.int(700, 2_200));
      cluster.release(hold, (caught) => cluster.dice.shuffle(caught));
      await cluster.sleep(cluster.dice.int(0, 300));
    }
    await demands.calm(ELECTION_GRACE_MS);
  },
);
