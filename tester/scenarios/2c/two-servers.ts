import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Of two servers both are needed: while one is down nothing is committed, and both have all that was (Raft §5.3).
 */
export default scenario(
  "two servers take turns in crashing",
  { lab: "2c", points: 3, servers: 2, network: reliable, grade: 30, promises: ["crash", "restart"] },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 3; round++) {
      const command = cluster.command("by both");
      const index = await demands.agree("by both", { command });
      const leader = await demands.leader();
      const victim = cluster.dice.pick(cluster.servers);
      cluster.crash(victim);
      const lonely = victim === leader ? undefined : await demands.tryAt(leader, cluster.command("by one"));
      if (lonely !== undefined) await demands.notCommitted(lonely.index, ELECTION_GRACE_MS);
      await cluster.restart(victim);
      await demands.agree("by both again");
      demands.holds(index, command);
    }
    for (const id of cluster.servers) cluster.crash(id);
    await cluster.restart(...cluster.servers);
    await demands.agree("at last");
  },
);
