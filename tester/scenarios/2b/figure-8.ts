import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * An entry of an older term is on a majority of servers, and may still be replaced: a leader must not commit it by
 * counting copies (Raft §5.4.2, Figure 8). The schedule is steered: each run comes to the point.
 */
export default scenario(
  "figure 8: an older term's entry",
  { lab: "2b", points: 5, servers: 5, network: reliable, promises: ["disconnect", "partition"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    // (a) An entry of the first leader reaches one other server.
    const first = await demands.leader();
    const [mate, ...others] = cluster.dice.shuffle(cluster.except(first));
    cluster.partition([first, mate], others);
    await demands.tryAt(first, cluster.command("older term"));
    await cluster.sleep(500);

    // (b) Another leader takes an entry that reaches nobody else.
    cluster.disconnect(first, mate);
    const rival = await demands.leader();
    const rest = others.filter((server) => server !== rival);
    cluster.partition([first, mate], [rival], rest);
    await demands.tryAt(rival, cluster.command("newer term"));

    // (c) One of the first two leads again, and copies the old entry to a majority. No new entry is started.
    cluster.heal();
    cluster.disconnect(rival);
    const again = await demands.leader();
    await cluster.sleep(1_500);

    // (d) The rival has the newest entry: it wins against everybody without it, and replaces the old one.
    cluster.heal();
    cluster.disconnect(again, again === first ? mate : first);
    await demands.agree("by the rival");
    cluster.heal();
    await demands.agree("by all");
  },
);
