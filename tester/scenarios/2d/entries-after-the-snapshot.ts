import type { Message } from "../../net/message";
import { reliable } from "../../net/profile";
import { fill, SNAPSHOT_EVERY, SNAPSHOT_TAKEN_MS, snapshots } from "../compaction";
import { scenario } from "../scenario";

/** From start to commit over healthy links, ms: two slow heartbeats, and slack. */
const COMMIT_WITHIN_MS = 1_500;

/**
 * A snapshot arrives after the entries that follow it, which its receiver has acknowledged: it keeps them, or an entry
 * that is committed on a bare majority is lost (Raft §7: retain the entries that follow). The schedule is steered.
 */
export default scenario(
  "entries after a late snapshot are kept",
  {
    ...{ lab: "2d", points: 6, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "hold", "snapshot"],
  },
  async (stage) => {
    const { cluster, demands } = stage;
    const last = await fill(stage, SNAPSHOT_EVERY - 3);
    const leader = await demands.leader();
    const [late, other] = cluster.dice.shuffle(cluster.except(leader));

    // Five entries around a snapshot are on their way to one server; the other gets those that it covers.
    const commands = Array.from({ length: 5 }, () => cluster.command("around it"));
    const carriesOneOf =
      (some: readonly string[]) =>
      ({ text }: Message): boolean =>
        some.some((command) => text.includes(command));
    const covered = SNAPSHOT_EVERY - last;
    const entries = cluster.hold({ from: leader, to: late, part: "request", where: carriesOneOf(commands) });
    const after = cluster.hold({
      from: leader,
      to: other,
      part: "request",
      where: carriesOneOf(commands.slice(covered)),
    });
    const snapshot = cluster.hold(snapshots(stage, leader, late));
    for (const [i, command] of commands.entries()) {
      if (i < covered) await cluster.sleep(5); // none overtakes another
      await demands.tryAt(leader, command);
    }
    const startedUs = cluster.sim.nowUs;
    await cluster.until(() => snapshot.caught.length > 0, COMMIT_WITHIN_MS);
    await cluster.sleep(SNAPSHOT_TAKEN_MS);
    cluster.disconnect(other);
    cluster.release(after);

    // Now the entries arrive, and right after them the snapshot.
    const first = (caught: Message[]): Message[] => caught.filter(({ sentAtUs }) => sentAtUs <= startedUs);
    cluster.release(entries, (caught) => first(caught).sort((a, b) => a.call - b.call));
    await cluster.sleep(0.1);
    cluster.release(snapshot);
    await cluster.until(() => cluster.server(leader).applied >= last + commands.length, 20);
    cluster.disconnect(leader);
    cluster.reconnect(other);
    await demands.agree("without the leader");
    cluster.heal();
    await demands.agree("by all");
  },
);
