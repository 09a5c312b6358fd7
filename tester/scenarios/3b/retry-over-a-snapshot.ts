import { blackout } from "../../faults/blackout";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE } from "../small-state";
import { elect } from "../steer";

/**
 * An append is done, its answer is lost, and then a snapshot covers it. When the client asks again, whoever leads has
 * that snapshot from its disk, or from another server: it must still know that the append is done.
 */
export default scenario(
  "asked again after a snapshot",
  {
    ...{ lab: "3b", points: 9, servers: 3, network: reliable, maxRaftState: MAX_RAFT_STATE },
    ...{ quick: 6, grade: 36 },
    promises: ["disconnect", "cut", "crash", "restart"],
  },
  async ({ cluster, demands, clients }) => {
    const [clerk, other] = await clients.several(2);
    for (const each of [clerk, other]) await clients.append(each, "x", `(${each.id})`);
    const leader = await demands.leader();
    const laggard = cluster.dice.pick(cluster.except(leader));
    const fromDisk = cluster.dice.chance(500_000);
    if (!fromDisk) cluster.disconnect(laggard);

    for (const id of cluster.servers) cluster.cut(id, clerk.id);
    void clerk.append("x", "(once)");
    await cluster.sleep(cluster.dice.int(5, 60));
    // In some runs it asks all the while, in others it isn't heard again until all is in a snapshot.
    if (cluster.dice.chance(500_000)) cluster.disconnect(clerk.id);
    for (let i = 0; i < 14; i++) await clients.append(other, cluster.dice.pick(["x", "y"]), `(${i})`);
    await cluster.sleep(300);

    if (fromDisk) {
      await blackout(cluster, cluster.dice.int(0, 200));
    } else {
      cluster.reconnect(laggard);
      await clients.append(other, "y", "(together)");
      await cluster.sleep(400);
      await elect(cluster, laggard);
    }
    cluster.heal();
    await clients.answered(clerk);
    for (const key of ["x", "y"]) await clients.get(clerk, key);
  },
);
