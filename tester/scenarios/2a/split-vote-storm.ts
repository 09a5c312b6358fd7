import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Every server becomes a candidate alone, with terms close to each other, and then all hear each other at once:
 * votes split, and one leader a term is elected all the same (Raft §5.2).
 */
export default scenario(
  "split votes",
  { lab: "2a", points: 5, servers: 5, network: reliable, promises: ["partition"] },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 4; round++) {
      cluster.partition(...cluster.servers.map((server) => [server]));
      await cluster.sleep(cluster.dice.int(300, 1_500));
      cluster.heal();
      await demands.leader();
    }
    await demands.calm(ELECTION_GRACE_MS);
  },
);
