import { afterAnswer, betweenSaves, betweenSaveAndWord } from "../../faults/crash";
import { reliable } from "../../net/profile";
import { burst, SNAPSHOT_EVERY, SNAPSHOT_TAKEN_MS, snapshots } from "../compaction";
import { scenario } from "../scenario";

/** A leader commits, or turns to a server that is back, within this, ms: some slow heartbeats. */
const HEARTBEATS_MS = 1_000;

/**
 * A server takes a snapshot over and crashes: in the very event in which it answers, or in the middle of it. What the
 * leader believes of it after the answer is what it has after the restart (Raft §7; Figure 2: saved before it answers);
 * and it fits the log of the third server, which crashed before it made a snapshot. The schedule is steered.
 */
export default scenario(
  "an installed snapshot outlives a crash",
  {
    ...{ lab: "2d", points: 6, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "hold", "crash", "crash within", "restart", "snapshot"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    const { dice } = cluster;
    let last = await burst(stage, dice.int(0, 5));
    const leader = await demands.leader();
    const [absent, keeper] = dice.shuffle(cluster.except(leader));
    cluster.disconnect(absent);
    for (let i = SNAPSHOT_EVERY + dice.int(0, 3) - last; i > 0; i--) {
      last = (await demands.tryAt(leader, cluster.command("while one is away")))?.index ?? last;
    }
    await cluster.until(() => cluster.server(leader).applied >= last, HEARTBEATS_MS);
    cluster.crash(keeper);
    await cluster.sleep(SNAPSHOT_TAKEN_MS);

    const hold = cluster.hold(snapshots(stage, undefined, absent));
    cluster.reconnect(absent);
    await cluster.until(() => hold.caught.length > 0, HEARTBEATS_MS);
    cluster.crashWithin(absent, dice.pick([afterAnswer, betweenSaves, betweenSaveAndWord]));
    cluster.release(hold);
    await cluster.until(() => !cluster.server(absent).isUp, 20);
    cluster.callOffCrashes();
    await cluster.sleep(dice.int(2, 100));
    if (dice.chance(500_000)) cluster.disconnect(leader);
    await cluster.restart(absent, keeper);
    await demands.agree("by those who are there");
    cluster.heal();
    await demands.agree("by all");
  },
);
