import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * All servers crash at once, with commands in flight, again and again: what was committed is committed (Raft §5.4.3).
 */
export default scenario(
  "everyone crashes at once, repeatedly",
  { lab: "2c", points: 5, servers: 3, network: reliable, promises: ["crash", "restart"] },
  async ({ cluster, demands }) => {
    for (let round = 0; round < 6; round++) {
      const command = cluster.command("committed");
      const index = await demands.agree("committed", { command });
      const leader = await demands.leader();
      for (let i = cluster.dice.int(0, 3); i > 0; i--) await demands.tryAt(leader, cluster.command("in flight"));
      await cluster.sleep(cluster.dice.int(0, 6));
      for (const id of cluster.servers) cluster.crash(id);
      for (const id of cluster.dice.shuffle(cluster.servers)) {
        await cluster.sleep(cluster.dice.int(0, 200));
        await cluster.restart(id);
      }
      await demands.agree("after it");
      demands.holds(index, command);
    }
  },
);
