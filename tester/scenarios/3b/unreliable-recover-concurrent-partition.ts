import { blackouts } from "../../faults/blackout";
import { repartition } from "../../faults/partitioner";
import { unreliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE } from "../small-state";
import { workload } from "../workload";

/**
 * Lost messages, snapshots, partitions, and crashes of all servers at once.
 */
export default scenario(
  "unreliable net, restarts, partitions, snapshots, many clients",
  {
    ...{ lab: "3b", points: 9, servers: 5, network: unreliable, maxRaftState: MAX_RAFT_STATE, classic: true },
    ...{ quick: 2, grade: 12 },
    promises: ["partition", "lose", "delay", "crash", "restart", "snapshot"],
  },
  async (stage) => {
    const { cluster } = stage;
    await workload(stage, { clerks: 5, operations: 12, keys: 2, thinkMs: 400 }, async () => {
      await Promise.all([repartition(cluster, { rounds: 3, lastMs: [400, 1_200] }), blackouts(cluster, 2)]);
    });
  },
);
