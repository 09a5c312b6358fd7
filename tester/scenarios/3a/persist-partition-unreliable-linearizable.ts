import { blackouts } from "../../faults/blackout";
import { repartition } from "../../faults/partitioner";
import { unreliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * Fifteen clients, seven servers and random keys, and all that can go wrong does: partitions that split the clients
 * too, crashes of all servers at once, lost messages. There is one order of all operations that explains every answer.
 */
export default scenario(
  "unreliable net, restarts, partitions, random keys, many clients",
  {
    ...{ lab: "3a", points: 7, servers: 7, network: unreliable, classic: true, quick: 2, grade: 7 },
    promises: ["partition", "lose", "delay", "crash", "restart"],
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
    stage.demands.noSnapshot();
  },
);
