import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/** Long enough for everybody to have said something in the new term, ms: several slow heartbeats. */
const SPOKEN_MS = 2_000;

/**
 * Servers that learn of a new term from its leader, and neither vote nor get an entry in it, crash: back again they know
 * that term (Raft §5.1; Figure 2: currentTerm is saved before they answer).
 */
export default scenario(
  "a term outlives a crash",
  {
    ...{ lab: "2c", points: 4, servers: 5, network: reliable, quick: 4, grade: 30 },
    promises: ["disconnect", "crash", "restart"],
  },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const former = await demands.leader();
    const away = cluster.dice.pick(cluster.except(former));
    cluster.crash(away);
    cluster.disconnect(former);
    await demands.leader();
    await cluster.restart(away);
    cluster.reconnect(former);
    await demands.calm(SPOKEN_MS);
    for (const id of [former, away]) cluster.crash(id);
    await cluster.restart(former, away);
    await demands.agree("by all");
  },
);
