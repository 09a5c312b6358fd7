import { reliable } from "../../net/profile";
import { fill, SNAPSHOT_EVERY, SNAPSHOT_TAKEN_MS } from "../compaction";
import { scenario } from "../scenario";
import { elect } from "../steer";

/** From start to the last server's commit over healthy links, ms: some slow heartbeats. */
const COMMIT_WITHIN_MS = 1_500;

/**
 * The last entry that a snapshot covers is of an older term than those that are in the log by then: the snapshot's term
 * is its own entry's (Raft §7, lastIncludedTerm). A server whose log ends with that entry goes on from it. The schedule
 * is steered.
 */
export default scenario(
  "a snapshot that ends in an older term",
  {
    ...{ lab: "2d", points: 5, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "pause"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    await fill(stage, SNAPSHOT_EVERY - 1);
    const former = await demands.leader();
    const [next, ending] = cluster.dice.shuffle(cluster.except(former));

    // The entry that is due for a snapshot is with all; one of them doesn't learn that it is committed.
    const index = (await demands.tryAt(former, cluster.command("in the older term")))?.index ?? 0;
    await cluster.until(() => cluster.server(former).applied >= index, COMMIT_WITHIN_MS);
    cluster.disconnect(next);
    await cluster.until(() => cluster.server(ending).applied >= index, COMMIT_WITHIN_MS);
    await cluster.sleep(SNAPSHOT_TAKEN_MS);

    // It is elected, and commits it with an entry of a later term; the other's log ends with it.
    cluster.disconnect(ending);
    cluster.reconnect(next);
    await elect(cluster, next);
    await demands.agree("in the newer term");
    await cluster.sleep(SNAPSHOT_TAKEN_MS);
    cluster.heal();
    await demands.agree("by all");
    cluster.disconnect(await demands.leader());
    await demands.agree("by another leader");
  },
);
