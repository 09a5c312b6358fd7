import { drawCrash } from "../../faults/crash";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Servers crash in the middle of what they do: before they save, between saving and speaking, between two messages;
 * with commands in flight. Nothing that was committed is lost (Raft §5.4.3).
 */
export default scenario(
  "crashes around each save",
  { lab: "2c", points: 6, servers: 3, network: reliable, promises: ["crash within", "restart"] },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 6; round++) {
      const { dice } = cluster;
      const command = cluster.command("committed");
      const index = await demands.agree("committed", { command });
      const leader = await demands.leader();
      const victims = dice.sample(cluster.servers, dice.int(1, cluster.size));
      for (const id of victims) cluster.crashWithin(id, drawCrash(dice));
      for (let i = dice.int(1, 4); i > 0; i--) {
        await demands.tryAt(leader, cluster.command("in flight"));
        await cluster.sleep(dice.int(0, 5));
      }
      await cluster.sleep(dice.int(0, 500));
      // Some are back before the others are hit.
      await cluster.restart(...victims.slice(0, dice.int(0, victims.length)));
      await cluster.sleep(dice.int(0, 200));
      cluster.callOffCrashes();
      await cluster.restart(...cluster.servers);
      await demands.agree("by all");
      demands.holds(index, command);
    }
  },
);
