import { reliable } from "../../net/profile";
import { burst, smallAtRest, SNAPSHOT_EVERY, snapshots } from "../compaction";
import { scenario } from "../scenario";

/**
 * While a snapshot is on its way the leader changes, or its receiver restarts; then it arrives, beside the one that the
 * new leader sends (Raft §5.1, §7).
 */
export default scenario(
  "the leader changes while a snapshot is on its way",
  {
    ...{ lab: "2d", points: 5, servers: 5, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    ...{ quick: 4, grade: 36 },
    promises: ["disconnect", "hold", "crash", "restart", "snapshot"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    const { dice } = cluster;
    await demands.agree("before");
    for (let round = 0; round < 3; round++) {
      const leader = await demands.leader();
      const absent = dice.pick(cluster.except(leader));
      cluster.disconnect(absent);
      await burst(stage, dice.int(SNAPSHOT_EVERY, SNAPSHOT_EVERY + 5));
      const hold = cluster.hold(snapshots(stage, undefined, absent));
      cluster.reconnect(absent);
      await cluster.until(() => hold.caught.length > 0, 1_000);
      if (dice.chance(500_000)) cluster.crash(leader);
      else cluster.disconnect(leader);
      await cluster.sleep(dice.int(0, 1_500));
      if (dice.chance(400_000)) {
        cluster.crash(absent);
        await cluster.restart(absent);
      }
      cluster.release(hold, (caught) => dice.shuffle(caught));
      await demands.agree("without the leader");
      cluster.heal();
      await cluster.restart(leader);
      await demands.agree("by all");
    }
    await smallAtRest(stage);
  },
);
