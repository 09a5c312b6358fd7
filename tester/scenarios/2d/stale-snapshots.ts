import { reliable } from "../../net/profile";
import { burst, smallAtRest, SNAPSHOT_EVERY, snapshots } from "../compaction";
import { scenario } from "../scenario";
import { elect } from "../steer";

/** How often and how long old snapshots come again, ms. */
const EVERY_MS = 30;
const FOR_MS = 1_500;

/**
 * A snapshot arrives again and again: right away, when newer ones have been made, and when its sender leads no longer.
 * The service doesn't go back, and nobody is moved by a leader of an older term (Raft §5.1, §7).
 */
export default scenario(
  "a stale snapshot, late and often",
  {
    ...{ lab: "2d", points: 5, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "echo", "duplicate", "pause", "snapshot"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    await demands.agree("before");
    const leader = await demands.leader();
    const [absent, other] = cluster.dice.shuffle(cluster.except(leader));
    const sent = cluster.capture(snapshots(stage, leader, absent));
    cluster.disconnect(absent);
    await burst(stage, cluster.dice.int(SNAPSHOT_EVERY, 2 * SNAPSHOT_EVERY));
    cluster.reconnect(absent);
    await demands.agree("caught up");

    const again = (): Promise<void> => cluster.echo(sent.seen, EVERY_MS, FOR_MS, () => false);
    await Promise.all([again(), burst(stage, SNAPSHOT_EVERY)]);
    await again();
    cluster.disconnect(leader);
    const now = (await elect(cluster, absent)) ? absent : await demands.leader();
    cluster.reconnect(leader);
    await demands.agree("in a later term");
    await Promise.all([again(), now === absent ? demands.keeps(absent, FOR_MS) : demands.agree("undisturbed")]);
    // Those who follow aren't held up by it when they have to elect.
    cluster.disconnect(await demands.leader());
    cluster.reconnect(absent);
    await Promise.all([again(), demands.agree("elected all the same")]);
    cluster.heal();
    await demands.agree(`with ${cluster.name(other)}`);
    await smallAtRest(stage);
  },
);
