import { SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * An AppendEntries that was overtaken arrives long after its successors: what it doesn't contradict stays in the log
 * (Raft §5.3, Figure 2: delete only what conflicts).
 */
export default scenario(
  "a late AppendEntries",
  { lab: "2b", points: 4, servers: 3, network: reliable, promises: ["disconnect", "hold"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const leader = await demands.calm(SETTLE_MS);
    const followers = cluster.except(leader);
    // The first message to each follower that carries the entry is overtaken by all later ones.
    const command = cluster.command("overtaken");
    const isFirst = (caught: readonly { to: number }[], to: number): boolean =>
      caught.every((other) => other.to !== to);
    const hold = cluster.hold({
      from: leader,
      part: "request",
      where: (message) => message.text.includes(command) && isFirst(hold.caught, message.to),
    });
    await demands.tryAt(leader, command);
    await cluster.until(() => hold.caught.length === followers.length, 2_000);
    for (let i = 0; i < 3; i++) await demands.agree("later");

    cluster.release(hold);
    await cluster.sleep(3);
    cluster.disconnect(leader);
    await demands.agree("by the followers");
    cluster.heal();
    await demands.agree("by all");
  },
);
