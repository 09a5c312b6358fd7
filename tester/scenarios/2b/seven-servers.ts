import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Seven servers, three of them gone at a time, entries in flight at every change.
 */
export default scenario(
  "seven servers, three away",
  { lab: "2b", points: 3, servers: 7, network: reliable, quick: 3, grade: 18, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    for (let round = 0; round < 3; round++) {
      const leader = await demands.leader();
      await demands.tryAt(leader, cluster.command("in flight"));
      const absent = cluster.dice.sample(cluster.servers, 3);
      cluster.disconnect(...absent);
      await demands.agree("by four");
      cluster.reconnect(...absent);
      await demands.agree("by seven");
    }
  },
);
