import { blackouts } from "../../faults/blackout";
import { repartition } from "../../faults/partitioner";
import { unreliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE } from "../small-state";
import { workload } from "../workload";

/**
 * Fifteen clients, seven servers and random keys, with snapshots, partitions that split the clients too, crashes of all
 * servers at once, and lost messages. There is one order of all operations that explains every answer.
 */
export default scenario(
  "unreliable net, restarts, partitions, snapshots, random keys, many clients",
  {
    ...{ lab: "3b", points: 9, servers: 7, network: unreliable, maxRaftState: MAX_RAFT_STATE, classic: true },
    ...{ quick: 2, grade: 9 },
    promises: ["partition", "lose", "delay", "crash", "restart", "snapshot"],
  },
  async (stage) => {
    const { cluster } = stage;
    await workload(stage, { clerks: 15, operations: 6, keys: 4, thinkMs: 700, putPpm: 150_000 }, async (clerks) => {
      const ids = clerks.map(({ id }) => id);
      await Promise.all([
        repartition(cluster, { rounds: 3, lastMs: [400, 1_200], clerks: ids }),
        blackouts(cluster, 1),
      ]);
    });
  },
);
