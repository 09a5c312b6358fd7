import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Seven servers, of which three at a time are cut off, again and again: a leader each time (Raft §5.2).
 */
export default scenario(
  "multiple elections",
  { lab: "2a", points: 6, servers: 7, network: reliable, classic: true, quick: 4, grade: 36, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    await demands.leader();
    for (let round = 0; round < 9; round++) {
      const absent = cluster.dice.sample(cluster.servers, 3);
      cluster.disconnect(...absent);
      await demands.leader();
      cluster.reconnect(...absent);
      await demands.leader();
    }
  },
);
