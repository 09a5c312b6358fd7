import { ELECTION_GRACE_MS, KILL_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * `kill()` ends a k/v server and the Raft beneath it, whoever waits there: after a second it calls, saves and applies
 * nothing more (INTERFACE.md, «kill»).
 */
export default scenario(
  "killed servers are silent",
  {
    ...{ lab: "3a", points: 2, servers: 3, network: reliable, quick: 2, grade: 9 },
    promises: ["disconnect", "partition", "kill"],
  },
  async ({ cluster, demands, clients }) => {
    const clerk = await clients.clerk();
    await clients.put(clerk, "x", "before");
    const leader = await demands.leader();
    cluster.partition([leader, clerk.id], cluster.except(leader));
    void clerk.append("x", "in flight");
    await cluster.sleep(cluster.dice.int(5, 300));
    cluster.disconnect(clerk.id);
    cluster.kill(...cluster.servers);
    await cluster.sleep(KILL_GRACE_MS + ELECTION_GRACE_MS);
  },
);
