import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Links that work in one direction only: a leader that can't hear, followers that can't speak. Nobody owes a leader
 * then, but there must never be two in a term; healed, there must be one (Raft §5.2).
 */
export default scenario(
  "one-way cuts",
  { lab: "2a", points: 5, servers: 5, network: reliable, grade: 36, promises: ["cut"] },
  async ({ cluster, demands }) => {
    const leader = await demands.leader();
    for (const other of cluster.except(leader)) cluster.cut(other, leader);
    await cluster.sleep(ELECTION_GRACE_MS);
    cluster.heal();
    await demands.leader();
    for (let round = 0; round < 12; round++) {
      const [from, to] = cluster.dice.sample(cluster.servers, 2);
      cluster.cut(from, to);
      await cluster.sleep(cluster.dice.int(50, 500));
      if (cluster.dice.chance(400_000)) cluster.mend(from, to);
    }
    cluster.heal();
    await demands.calm(ELECTION_GRACE_MS);
  },
);
