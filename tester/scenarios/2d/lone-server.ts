import { reliable } from "../../net/profile";
import { burst, smallAtRest, SNAPSHOT_EVERY } from "../compaction";
import { scenario } from "../scenario";

/** A cluster of one has its snapshot and its log, and nobody else to ask (Raft §7). */
export default scenario(
  "a cluster of one with snapshots",
  {
    ...{ lab: "2d", points: 4, servers: 1, network: reliable, snapshotEvery: SNAPSHOT_EVERY, grade: 36 },
    promises: ["crash", "restart"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    let last = 0;
    for (let round = 0; round < 5; round++) {
      const next = await burst(stage, cluster.dice.int(3, 20));
      if (next <= last) demands.at(last + 1, next);
      last = next;
      await cluster.sleep(cluster.dice.int(0, 10));
      cluster.crash(0);
      await cluster.restart(0);
    }
    await demands.agree("at last");
    await smallAtRest(stage);
  },
);
