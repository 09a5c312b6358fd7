import { SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { fill, SNAPSHOT_EVERY, SNAPSHOT_TAKEN_MS } from "../compaction";
import { scenario } from "../scenario";

/**
 * AppendEntries arrive, late and twice, when a snapshot covers their entries, or some of them: what it covers is
 * committed and stays, what comes after it too (Raft §5.3, §7).
 */
export default scenario(
  "late AppendEntries around a snapshot",
  {
    ...{ lab: "2d", points: 5, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "echo", "duplicate", "crash", "restart"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    await fill(stage, cluster.dice.int(SNAPSHOT_EVERY - 6, SNAPSHOT_EVERY - 2));
    const leader = await demands.calm(SETTLE_MS);
    const labels = Array.from({ length: cluster.dice.int(2, 8) }, () => cluster.command("around it"));
    const sent = cluster.capture({
      from: leader,
      part: "request",
      where: ({ text }) => labels.some((label) => text.includes(label)),
    });
    for (const command of labels) await demands.tryAt(leader, command);
    await fill(stage, SNAPSHOT_EVERY);
    await cluster.sleep(SNAPSHOT_TAKEN_MS);
    await cluster.echo(cluster.dice.shuffle(sent.seen), 20, 60, () => false);
    await demands.agree("after them");
    await cluster.echo(cluster.dice.shuffle(sent.seen), 20, 60, () => false);

    cluster.disconnect(leader);
    await demands.agree("by the followers");
    cluster.heal();
    for (const id of cluster.servers) cluster.crash(id);
    await cluster.restart(...cluster.servers);
    await demands.agree("by all");
  },
);
