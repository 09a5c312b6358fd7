import { ELECTION_GRACE_MS, KILL_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE } from "../small-state";

/**
 * `kill()` ends a k/v server, what it does for its snapshots too (INTERFACE.md, «kill»).
 */
export default scenario(
  "killed servers are silent, with snapshots",
  {
    ...{ lab: "3b", points: 2, servers: 3, network: reliable, maxRaftState: MAX_RAFT_STATE },
    ...{ quick: 2, grade: 9 },
    promises: ["disconnect", "kill"],
  },
  async ({ cluster, clients }) => {
    const clerk = await clients.clerk();
    for (let i = cluster.dice.int(5, 20); i > 0; i--) await clients.append(clerk, "x", `(${i})`);
    void clerk.append("x", "(in flight)");
    await cluster.sleep(cluster.dice.int(0, 5));
    cluster.disconnect(clerk.id);
    cluster.kill(...cluster.servers);
    await cluster.sleep(KILL_GRACE_MS + ELECTION_GRACE_MS);
  },
);
