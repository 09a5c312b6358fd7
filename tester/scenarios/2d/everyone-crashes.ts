import { reliable } from "../../net/profile";
import { burst, smallAtRest, SNAPSHOT_EVERY } from "../compaction";
import { scenario } from "../scenario";

/**
 * All servers crash, repeatedly: each begins with its snapshot, and goes on with the entry after it (Raft §7).
 */
export default scenario(
  "everyone crashes, and starts from a snapshot",
  {
    ...{ lab: "2d", points: 6, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY, classic: true, grade: 36 },
    promises: ["crash", "restart"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    for (let round = 0; round < 4; round++) {
      const last = await burst(stage, cluster.dice.int(5, 14));
      await cluster.sleep(cluster.dice.int(0, 10));
      for (const id of cluster.servers) cluster.crash(id);
      await cluster.restart(...cluster.servers);
      const next = await demands.agree("after it");
      if (next <= last) demands.at(last + 1, next);
    }
    await smallAtRest(stage);
  },
);
