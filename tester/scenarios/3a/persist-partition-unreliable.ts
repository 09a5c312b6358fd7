import { blackouts } from "../../faults/blackout";
import { repartition } from "../../faults/partitioner";
import { unreliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * Partitions, crashes of all servers at once, and lost messages.
 */
export default scenario(
  "unreliable net, restarts, partitions, many clients",
  {
    ...{ lab: "3a", points: 4, servers: 5, network: unreliable, classic: true, quick: 2, grade: 7 },
    promises: ["partition", "lose", "delay", "crash", "restart"],
  },
  async (stage) => {
    const { cluster } = stage;
    await workload(stage, { clerks: 5, operations: 12, keys: 2, thinkMs: 400 }, async () => {
      await Promise.all([repartition(cluster, { rounds: 3, lastMs: [400, 1_200] }), blackouts(cluster, 2)]);
    });
    stage.demands.noSnapshot();
  },
);
