import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A cluster of one has nobody to learn its log from: what it committed, it must have saved (Raft §5, Figure 2).
 */
export default scenario(
  "a cluster of one restarts",
  { lab: "2c", points: 4, servers: 1, network: reliable, promises: ["crash", "restart"] },
  async ({ cluster, demands }) => {
    const committed: string[] = [];
    for (let round = 0; round < 5; round++) {
      for (let i = cluster.dice.int(1, 3); i > 0; i--) {
        const command = cluster.command("alone");
        committed.push(command);
        demands.at(committed.length, await demands.agree("alone", { command }));
      }
      cluster.crash(0);
      await cluster.sleep(cluster.dice.int(0, 300));
      await cluster.restart(0);
    }
    await demands.agree("at last");
    for (const [i, command] of committed.entries()) demands.holds(i + 1, command);
  },
);
