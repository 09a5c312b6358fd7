import { reliable } from "../../net/profile";
import { burst, smallAtRest, SNAPSHOT_EVERY } from "../compaction";
import { scenario } from "../scenario";

/**
 * Each server makes a snapshot every ten entries, and its log stays short (Raft §7). Nobody lags behind: no snapshot has
 * to be sent.
 */
export default scenario(
  "snapshots, and a short log",
  { lab: "2d", points: 5, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY, classic: true, grade: 24 },
  async (stage) => {
    await stage.demands.agree("before");
    for (let round = 0; round < 4; round++) await burst(stage, stage.cluster.dice.int(5, 14));
    await smallAtRest(stage);
  },
);
