import { repartition } from "../../faults/partitioner";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * Every second or so the servers are split anew, into halves of any size; one client reaches them all.
 */
export default scenario(
  "many partitions, one client",
  { lab: "3a", points: 4, servers: 5, network: reliable, classic: true, quick: 2, grade: 9, promises: ["partition"] },
  async (stage) => {
    await workload(stage, { clerks: 1, operations: 40, keys: "own", thinkMs: 150 }, () =>
      repartition(stage.cluster, { rounds: 4, lastMs: [400, 1_200] }),
    );
    stage.demands.noSnapshot();
  },
);
