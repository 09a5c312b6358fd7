import { betweenSaves } from "../../faults/crash";
import { reliable } from "../../net/profile";
import { Duel } from "../duel";
import { scenario } from "../scenario";

/** A voter that hears nobody campaigns itself within this time, ms. */
const CAMPAIGN_WITHIN_MS = 1_500;

/**
 * A server that has voted goes on to the next term and crashes in the middle of it, with some of what it saves saved:
 * back again it is asked by another candidate of the term in which it voted (Raft §5.2). The schedule is steered; a
 * server that saves but once an event isn't hit.
 */
export default scenario(
  "a crash between two saves",
  {
    ...{ lab: "2c", points: 3, servers: 3, network: reliable, grade: 36 },
    promises: ["disconnect", "hold", "pause", "crash", "restart"],
  },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const duel = await Duel.begin(cluster, await demands.leader());
    const { first, voter } = duel;
    await duel.ask(first, voter);
    if (await duel.win()) {
      cluster.crashWithin(voter, betweenSaves);
      await cluster.until(() => !cluster.server(voter).isUp, CAMPAIGN_WITHIN_MS);
      await cluster.restart(voter);
      await duel.tryAgain(voter);
    }
    await duel.end();
    await demands.agree("after the duel");
  },
);
