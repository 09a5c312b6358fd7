import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A follower has three entries of an old term where the leader has one: with the conflicting entry goes all that
 * follows it (Raft §5.3). Then that follower leads, together with the server that the three came from.
 */
export default scenario(
  "what follows a conflicting entry goes too",
  { lab: "2b", points: 3, servers: 5, network: reliable, promises: ["disconnect", "partition"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const old = await demands.leader();
    const [follower, ...others] = cluster.dice.shuffle(cluster.except(old));
    cluster.partition([old, follower], others);
    for (let i = 0; i < 3; i++) await demands.tryAt(old, cluster.command("replaced"));
    await cluster.sleep(300);

    // A leader of the others replaces them at the follower by one entry; one server hears of neither.
    cluster.disconnect(old, follower);
    const leader = await demands.leader();
    const [present, absent] = cluster.dice.shuffle(others.filter((server) => server !== leader));
    cluster.heal();
    cluster.partition([leader, present, follower], [old], [absent]);
    await demands.agree("in their place");

    cluster.partition([follower, old, absent], [leader], [present]);
    await demands.agree("by those who were left out");
    cluster.heal();
    await demands.agree("by all");
  },
);
