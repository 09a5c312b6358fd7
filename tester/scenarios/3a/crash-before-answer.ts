import { beforeAnswer } from "../../faults/crash-before-answer";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * The leader crashes when an append is committed and nobody has been told: the client asks again, and another leader,
 * or the same after its restart, must know that it is done.
 */
export default scenario(
  "a crash between commit and answer",
  { lab: "3a", points: 5, servers: 3, network: reliable, quick: 4, grade: 24, promises: ["crash within", "restart"] },
  async ({ cluster, demands, clients }) => {
    const [clerk, other] = await clients.several(2);
    await clients.append(clerk, "shared", "(begin)");
    for (let round = 0; round < 4; round++) {
      const leader = await demands.leader();
      cluster.crashWithin(leader, beforeAnswer());
      void clerk.append("shared", `(${round})`);
      await cluster.until(() => !cluster.server(leader).isUp, 1_500);
      cluster.callOffCrashes();
      // Either the two others choose a leader that has it in its log, or all are there again before they could.
      if (cluster.dice.chance(600_000)) await demands.leader();
      if (cluster.dice.chance(500_000)) void other.append("shared", `(other ${round})`);
      await cluster.restart(leader);
      await clients.answered(clerk, other);
    }
    await clients.get(clerk, "shared");
  },
);
