import { reliable } from "../../net/profile";
import { Duel } from "../duel";
import { scenario } from "../scenario";

/**
 * A candidate wins by its own vote and another, and crashes before it has done anything else: back again it is asked by
 * the other candidate of that term. It has voted, for itself (Raft §5.2). The schedule is steered.
 */
export default scenario(
  "a candidate's own vote outlives its crash",
  {
    ...{ lab: "2c", points: 5, servers: 3, network: reliable },
    promises: ["disconnect", "hold", "pause", "crash", "restart"],
  },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 2; round++) {
      await demands.agree("before");
      const duel = await Duel.begin(cluster, await demands.leader());
      const { first, voter } = duel;
      await duel.ask(first, voter);
      if (await duel.win()) {
        cluster.crash(first);
        cluster.disconnect(voter);
        await cluster.restart(first);
        cluster.reconnect(first);
        await duel.tryAgain(first);
      }
      await duel.end();
      await demands.agree("after the duel");
    }
  },
);
