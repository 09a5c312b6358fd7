import { drawCrash } from "../../faults/crash";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * The leader crashes, and while another is elected so do voters and candidates, in the middle of what they do
 * (Raft §5.2).
 */
export default scenario(
  "crashes in the middle of elections",
  {
    ...{ lab: "2c", points: 5, servers: 5, network: reliable, quick: 4, grade: 36 },
    promises: ["crash", "crash within", "restart"],
  },
  async ({ cluster, demands }) => {
    const { dice } = cluster;
    for (let round = 0; round < 5; round++) {
      const leader = await demands.leader();
      await demands.tryAt(leader, cluster.command("in flight"));
      cluster.crash(leader);
      for (const id of dice.sample(cluster.except(leader), dice.int(1, 4))) cluster.crashWithin(id, drawCrash(dice));
      for (let i = 0; i < 3; i++) {
        await cluster.sleep(dice.int(0, 300));
        const down = cluster.servers.filter((id) => !cluster.server(id).isUp);
        await cluster.restart(...down.filter(() => dice.chance(600_000)));
      }
      cluster.callOffCrashes();
      await cluster.restart(...cluster.servers);
      await demands.agree("by all");
    }
  },
);
