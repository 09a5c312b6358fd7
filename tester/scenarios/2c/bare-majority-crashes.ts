import { afterAnswer } from "../../faults/crash";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/** From start to the answer of a follower, ms: a slow heartbeat, and slack. */
const COMMIT_WITHIN_MS = 2_000;

/**
 * An entry is committed by two of three, and one of the two crashes, or both: back again, and with only the server that
 * never had the entry, it must still have it (Raft §5.4.3; Figure 2: saved before it answers). The schedule is steered:
 * each run comes to the point.
 */
export default scenario(
  "a bare majority commits and crashes",
  {
    ...{ lab: "2c", points: 8, servers: 3, network: reliable },
    promises: ["disconnect", "hold", "crash", "crash within", "restart"],
  },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 3; round++) {
      await demands.agree("before");
      const leader = await demands.leader();
      const [holder, absent] = cluster.dice.shuffle(cluster.except(leader));
      cluster.disconnect(absent);
      const command = cluster.command("by two of three");
      const hold = cluster.hold({
        from: leader,
        to: holder,
        part: "request",
        where: ({ text }) => text.includes(command),
      });
      const taken = await demands.tryAt(leader, command);
      await cluster.until(() => hold.caught.length > 0, COMMIT_WITHIN_MS);

      // The follower crashes in the very event in which it answers, the leader once it has the answer.
      const crashing = cluster.dice.pick([[holder], [leader], [holder, leader]]);
      if (crashing.includes(holder)) cluster.crashWithin(holder, afterAnswer);
      cluster.release(hold);
      const isCommitted = (): boolean => taken !== undefined && cluster.server(leader).applied >= taken.index;
      const committed = await cluster.until(isCommitted, COMMIT_WITHIN_MS);
      for (const id of crashing) cluster.crash(id);

      const back = cluster.dice.pick(crashing);
      cluster.disconnect(...[leader, holder].filter((id) => id !== back));
      await cluster.sleep(cluster.dice.int(0, 100));
      await cluster.restart(...crashing);
      cluster.reconnect(absent);
      await demands.agree("by the third and one of the two");
      if (committed && taken !== undefined) demands.holds(taken.index, command);
      cluster.heal();
      await demands.agree("by all");
    }
  },
);
