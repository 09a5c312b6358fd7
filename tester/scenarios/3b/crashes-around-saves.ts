import { drawCrash } from "../../faults/crash";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE, smallStateAtRest } from "../small-state";
import { workload } from "../workload";

/**
 * Servers crash right before or after they save, or in the middle of what follows: a snapshot is on the disk and the
 * log isn't cut, an entry is stored and not acknowledged, a commit is known and not answered.
 */
export default scenario(
  "crashes around every save",
  {
    ...{ lab: "3b", points: 6, servers: 5, network: reliable, maxRaftState: MAX_RAFT_STATE },
    ...{ quick: 3, grade: 18 },
    promises: ["crash within", "restart", "snapshot"],
  },
  async (stage) => {
    const { cluster } = stage;
    await workload(stage, { clerks: 4, operations: 16, keys: 2, thinkMs: 200 }, async () => {
      for (let round = 0; round < 6; round++) {
        for (const id of cluster.dice.sample(cluster.servers, cluster.dice.int(1, 3))) {
          cluster.crashWithin(id, drawCrash(cluster.dice));
        }
        await cluster.sleep(cluster.dice.int(50, 500));
        cluster.callOffCrashes();
        await cluster.restart(...cluster.servers);
      }
    });
    await smallStateAtRest(stage);
  },
);
