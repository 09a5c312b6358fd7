import { afterAnswer } from "../../faults/crash";
import { reliable } from "../../net/profile";
import { Duel } from "../duel";
import { scenario } from "../scenario";

/**
 * A server votes, its candidate wins, and it crashes: back again it is asked by another candidate of the same term. It
 * has voted (Raft §5.2; Figure 2: votedFor is saved before the answer). The schedule is steered: each run comes to the
 * point.
 */
export default scenario(
  "one vote a term, across a crash",
  {
    ...{ lab: "2c", points: 8, servers: 3, network: reliable },
    promises: ["disconnect", "hold", "pause", "crash", "crash within", "restart"],
  },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 2; round++) {
      await demands.agree("before");
      const duel = await Duel.begin(cluster, await demands.leader());
      const { first, voter } = duel;
      // Either in the very event in which it answers, or once its candidate leads.
      const atOnce = cluster.dice.chance(500_000);
      if (atOnce) cluster.crashWithin(voter, afterAnswer);
      await duel.ask(first, voter);
      if (await duel.win()) {
        cluster.crash(voter);
        await cluster.restart(voter);
        await duel.tryAgain(voter);
      }
      await duel.end();
      await demands.agree("after the duel");
    }
  },
);
