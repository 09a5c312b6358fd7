import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE, smallStateAtRest } from "../small-state";

/**
 * A server misses so much that the others have dropped what it lacks: it gets a snapshot, and is then needed for a
 * majority (Raft §7).
 */
export default scenario(
  "a snapshot for who has missed too much",
  {
    ...{ lab: "3b", points: 8, servers: 3, network: reliable, maxRaftState: MAX_RAFT_STATE, classic: true },
    ...{ quick: 4, grade: 18 },
    promises: ["disconnect", "snapshot"],
  },
  async (stage) => {
    const { cluster, demands, clients } = stage;
    const clerk = await clients.clerk();
    await clients.put(clerk, "a", "A");
    const leader = await demands.leader();
    const laggard = cluster.dice.pick(cluster.servers);
    cluster.disconnect(laggard);
    for (let i = 0; i < 40; i++) await clients.put(clerk, String(i % 10), `${i}`);
    await clients.append(clerk, "b", "B");
    await smallStateAtRest(stage);

    cluster.heal();
    await clients.put(clerk, "c", "C");
    const absent = laggard === leader ? cluster.dice.pick(cluster.except(laggard)) : leader;
    cluster.disconnect(absent);
    await clients.put(clerk, "d", "D");
    for (const key of ["a", "b", "1", "d"]) await clients.get(clerk, key);
    cluster.heal();
    await clients.append(clerk, "e", "E");
    for (const key of ["b", "c", "e", "9"]) await clients.get(clerk, key);
  },
);
