import { blackouts } from "../../faults/blackout";
import { repartition } from "../../faults/partitioner";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * Partitions come and go, and in between every server crashes at once.
 */
export default scenario(
  "restarts, partitions, many clients",
  {
    ...{ lab: "3a", points: 4, servers: 5, network: reliable, classic: true, quick: 2, grade: 7 },
    promises: ["partition", "crash", "restart"],
  },
  async (stage) => {
    const { cluster } = stage;
    await workload(stage, { clerks: 5, operations: 12, keys: 2, thinkMs: 400 }, async () => {
      await Promise.all([repartition(cluster, { rounds: 3, lastMs: [400, 1_200] }), blackouts(cluster, 2)]);
    });
    stage.demands.noSnapshot();
  },
);
