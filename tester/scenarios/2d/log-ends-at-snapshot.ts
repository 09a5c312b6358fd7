import { reliable } from "../../net/profile";
import { fill, SNAPSHOT_EVERY, SNAPSHOT_TAKEN_MS } from "../compaction";
import { scenario } from "../scenario";
import { elect } from "../steer";

/** How long a server may take to show that it leads, ms: several elections. */
const CAMPAIGNS_MS = 1_500;

/**
 * A snapshot covers the whole log: with no entry left, a server still knows index and term of its last one, for
 * elections as for what comes next, and after a restart too (Raft §5.4.1, §7). The schedule is steered.
 */
export default scenario(
  "a log that ends with its snapshot",
  {
    ...{ lab: "2d", points: 5, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "pause", "crash", "restart"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    await fill(stage, SNAPSHOT_EVERY);
    await cluster.sleep(SNAPSHOT_TAKEN_MS);

    // One has nothing but the snapshot, the others commit more: it must not win against them.
    const leader = await demands.leader();
    const behind = cluster.dice.pick(cluster.except(leader));
    cluster.disconnect(behind);
    await demands.agree("without it");
    if (cluster.dice.chance(500_000)) {
      cluster.crash(behind);
      await cluster.restart(behind);
    }
    await cluster.sleep(cluster.dice.int(0, CAMPAIGNS_MS));
    cluster.disconnect(leader);
    cluster.reconnect(behind);
    await demands.agree("with it");
    cluster.heal();

    // All have nothing but the next one, from a later term, and start over from there.
    await fill(stage, 2 * SNAPSHOT_EVERY);
    await cluster.sleep(SNAPSHOT_TAKEN_MS);
    for (const id of cluster.servers) cluster.crash(id);
    await cluster.restart(...cluster.servers);
    await elect(cluster, cluster.dice.pick(cluster.servers));
    await demands.agree("from there on");
  },
);
