import { SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A deposed leader takes a command at the very instant at which it is reconnected, and learns of the new term a moment
 * later: nothing that it was about to do in its old term may be done in the new one (Raft §5.1, §5.3).
 */
export default scenario(
  "deposed in mid-sentence",
  { lab: "2b", points: 2, servers: 3, network: reliable, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    for (let round = 0; round < 3; round++) {
      const old = await demands.calm(SETTLE_MS);
      cluster.disconnect(old);
      for (let i = cluster.dice.int(0, 1); i > 0; i--) await demands.tryAt(old, cluster.command("lost"));
      await demands.agree("committed");
      await demands.agree("committed");
      const leader = await demands.leader();
      cluster.heal();
      await demands.tryAt(old, cluster.command("too late"));
      await cluster.sleep(cluster.dice.int(0, 1));
      await demands.tryAt(leader, cluster.command("in time"));
      await demands.agree("after");
    }
  },
);
