import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * All messages between two servers pile up for a while and arrive at once, oldest or newest first.
 */
export default scenario(
  "a burst after a clog",
  { lab: "2b", points: 4, servers: 3, network: reliable, promises: ["hold"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    for (let round = 0; round < 3; round++) {
      const leader = await demands.leader();
      const slow = cluster.dice.pick(cluster.except(leader));
      const hold = cluster.hold({ from: [leader, slow], to: [leader, slow] });
      for (let i = 0; i < 4; i++) {
        await demands.tryAt(leader, cluster.command("clogged"));
        await cluster.sleep(cluster.dice.int(1, 250));
      }
      cluster.release(hold, (caught) => (cluster.dice.chance(500_000) ? caught : caught.reverse()));
      await demands.agree("after the burst");
    }
  },
);
