import { SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Several commands given to a leader at once are all committed (Raft §5.3).
 */
export default scenario(
  "concurrent start()s",
  { lab: "2b", points: 3, servers: 3, network: reliable, classic: true },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const leader = await demands.calm(SETTLE_MS);
    const commands = Array.from({ length: 6 }, (_, i) => cluster.command(`together ${i}`));
    const answers = await Promise.all(commands.map((command) => demands.tryAt(leader, command)));
    await demands.applied(Math.max(...answers.map((answer) => answer?.index ?? 0)));
    for (const [i, answer] of answers.entries()) {
      if (answer !== undefined) demands.holds(answer.index, commands[i]);
    }
  },
);
