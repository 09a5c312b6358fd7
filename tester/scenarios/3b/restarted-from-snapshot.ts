import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE } from "../small-state";
import { elect } from "../steer";

/**
 * One server restarts from its snapshot, leads, and answers: with everything that was written before, what the snapshot
 * covers and what came after it. Then the next one.
 */
export default scenario(
  "who restarted from a snapshot leads",
  {
    ...{ lab: "3b", points: 7, servers: 3, network: reliable, maxRaftState: MAX_RAFT_STATE },
    ...{ quick: 4, grade: 18 },
    promises: ["pause", "crash", "restart"],
  },
  async ({ cluster, clients }) => {
    const [reader, writer] = await clients.several(2);
    for (const restarted of cluster.dice.shuffle(cluster.servers)) {
      for (let i = cluster.dice.int(5, 12); i > 0; i--) {
        await clients.append(writer, cluster.dice.pick(["x", "y"]), `(${restarted}.${i})`);
      }
      await cluster.sleep(cluster.dice.int(0, 300));
      cluster.crash(restarted);
      if (cluster.dice.chance(500_000)) await clients.append(writer, "x", `(without S${restarted})`);
      await cluster.restart(restarted);
      await elect(cluster, restarted);
      for (const key of ["x", "y"]) await clients.get(reader, key);
    }
  },
);
