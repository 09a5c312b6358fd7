import { reliable } from "../../net/profile";
import { burst, fill, smallAtRest, SNAPSHOT_EVERY, SNAPSHOT_TAKEN_MS } from "../compaction";
import { scenario } from "../scenario";

/**
 * A former leader holds entries of its own where others committed theirs and made a snapshot of them: it takes the
 * snapshot, and its own entries go, those after the snapshot too (Raft §7: discard the entire log).
 */
export default scenario(
  "a snapshot over conflicting entries",
  {
    ...{ lab: "2d", points: 5, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "crash", "restart", "snapshot"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    await demands.agree("before");
    const former = await demands.leader();
    cluster.disconnect(former);
    // Shorter than the snapshot, up to its last entry, or beyond it.
    const tail = cluster.dice.pick([5, SNAPSHOT_EVERY, 25]);
    for (let i = 0; i < tail; i++) await demands.tryAt(former, cluster.command("replaced later"));
    // In half of the runs the snapshot is all that the others have.
    if (cluster.dice.chance(500_000)) await fill(stage, SNAPSHOT_EVERY);
    else await burst(stage, cluster.dice.int(SNAPSHOT_EVERY, 2 * SNAPSHOT_EVERY));
    await cluster.sleep(SNAPSHOT_TAKEN_MS);
    cluster.reconnect(former);
    const index = await demands.agree("by all");

    cluster.crash(former);
    await cluster.restart(former);
    cluster.disconnect(await demands.leader());
    await demands.agree("without the leader");
    cluster.heal();
    await demands.applied(index);
    await smallAtRest(stage);
  },
);
