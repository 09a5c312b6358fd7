import type { Message } from "../net/message";
import { fill, SNAPSHOT_EVERY, SNAPSHOT_TAKEN_MS, snapshots } from "./compaction";
import type { Stage } from "./scenario";

/** From start to commit over healthy links, ms: two slow heartbeats, and slack. */
const COMMIT_WITHIN_MS = 1_500;

/** Within so long a leader has told what it has committed, ms: a slow heartbeat, and slack. */
const TOLD_WITHIN_MS = 300;

/** What the receiver of a late snapshot knows of the entries that the snapshot covers. */
export type Knowledge = "stored" | "committed";

/**
 * Steers a snapshot to a server that has, and has acknowledged, entries beyond it, which are committed with that
 * acknowledgement; then the sender is gone, and whoever leads must have them.
 * @param covered "committed": the receiver has just heard, too, that what the snapshot covers is committed
 */
export async function lateSnapshot(stage: Stage, covered: Knowledge): Promise<void> {
  const { cluster, demands } = stage;
  const last = await fill(stage, SNAPSHOT_EVERY - 3);
  const leader = await demands.leader();
  const [late, other] = cluster.dice.shuffle(cluster.except(leader));

  // Five entries around a snapshot are on their way to one server; the other gets those that it covers.
  const commands = Array.from({ length: 5 }, () => cluster.command("around it"));
  const within = SNAPSHOT_EVERY - last;
  const toLate = { from: leader, to: late, part: "request" } as const;
  const entries = cluster.hold({ ...toLate, where: carriesOneOf(commands) });
  const after = cluster.hold({ ...toLate, to: other, where: carriesOneOf(commands.slice(within)) });
  const snapshot = cluster.hold(snapshots(stage, leader, late));
  for (const [i, command] of commands.entries()) {
    if (i < within) await cluster.sleep(5); // none overtakes another
    await demands.tryAt(leader, command);
  }
  const startedUs = cluster.sim.nowUs;
  await cluster.until(() => snapshot.caught.length > 0, COMMIT_WITHIN_MS);
  await cluster.sleep(covered === "committed" ? TOLD_WITHIN_MS : SNAPSHOT_TAKEN_MS);
  cluster.disconnect(other);
  cluster.release(after);

  // Now the entries arrive, and right after them the snapshot.
  const arriving = ({ sentAtUs }: Message): boolean => covered === "committed" || sentAtUs <= startedUs;
  cluster.release(entries, (caught) => caught.filter(arriving).sort((a, b) => a.call - b.call));
  await cluster.sleep(0.1);
  cluster.release(snapshot);
  await cluster.until(() => cluster.server(leader).applied >= last + commands.length, 20);
  cluster.disconnect(leader);
  cluster.reconnect(other);
  await demands.agree("without the leader");
  cluster.heal();
  await demands.agree("by all");
}

function carriesOneOf(some: readonly string[]): (message: Message) => boolean {
  return ({ text }) => some.some((command) => text.includes(command));
}
