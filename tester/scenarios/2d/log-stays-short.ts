import { reliable } from "../../net/profile";
import { burst, smallAtRest, SNAPSHOT_EVERY } from "../compaction";
import { scenario } from "../scenario";

/** Large enough that a log which keeps everything shows, bytes. */
const COMMAND_BYTES = 400;

/**
 * Many large commands, in bursts longer than a snapshot's interval: at every quiet moment the saved log is short, at the
 * leader as at those who follow or lag (Raft §7).
 */
export default scenario(
  "the log stays short in the long run",
  {
    ...{ lab: "2d", points: 6, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    ...{ quick: 4, grade: 18 },
    promises: ["disconnect", "snapshot"],
  },
  async (stage) => {
    const { cluster } = stage;
    await stage.demands.agree("before");
    for (let round = 0; round < 3; round++) {
      const absent = cluster.dice.pick(cluster.servers);
      cluster.disconnect(absent);
      await burst(stage, 35, COMMAND_BYTES);
      cluster.reconnect(absent);
      await burst(stage, 5, COMMAND_BYTES);
      await smallAtRest(stage, COMMAND_BYTES);
    }
  },
);
