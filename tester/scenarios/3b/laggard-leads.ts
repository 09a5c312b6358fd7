import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE } from "../small-state";
import { elect } from "../steer";

/**
 * A server was away while others put, appended and snapshotted. It is handed a snapshot in place of what it had, then it
 * leads: its state is theirs.
 */
export default scenario(
  "who was handed a snapshot leads",
  {
    ...{ lab: "3b", points: 7, servers: 5, network: reliable, maxRaftState: MAX_RAFT_STATE },
    ...{ quick: 4, grade: 24 },
    promises: ["disconnect", "pause", "snapshot"],
  },
  async ({ cluster, demands, clients }) => {
    const [reader, writer] = await clients.several(2);
    for (const key of ["x", "y", "z"]) await clients.put(writer, key, `(${key})`);
    const leader = await demands.leader();
    const laggard = cluster.dice.chance(300_000) ? leader : cluster.dice.pick(cluster.except(leader));
    cluster.disconnect(laggard);
    for (let i = 0; i < 20; i++) await clients.append(writer, i % 2 === 0 ? "x" : "y", `(${i})`);
    await cluster.sleep(cluster.dice.int(0, 400));
    cluster.heal();

    await clients.append(writer, "z", "(again together)");
    await cluster.sleep(600);
    await elect(cluster, laggard);
    for (const key of ["x", "y", "z"]) await clients.get(reader, key);
    for (let i = 0; i < 8; i++) await clients.append(writer, "z", `(after ${i})`);
    for (const key of ["z", "x"]) await clients.get(reader, key);
  },
);
