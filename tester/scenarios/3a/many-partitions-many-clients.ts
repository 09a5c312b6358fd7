import { repartition } from "../../faults/partitioner";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * Every second or so the servers are split anew, while five clients share two keys.
 */
export default scenario(
  "many partitions, many clients",
  { lab: "3a", points: 5, servers: 5, network: reliable, classic: true, quick: 3, grade: 12, promises: ["partition"] },
  async (stage) => {
    await workload(stage, { clerks: 5, operations: 14, keys: 2, thinkMs: 400 }, () =>
      repartition(stage.cluster, { rounds: 4, lastMs: [400, 1_200] }),
    );
    stage.demands.noSnapshot();
  },
);
