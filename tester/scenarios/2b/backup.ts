import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A leader brings followers in line that hold fifty entries it doesn't know, in a term of their own, twice over
 * (Raft §5.3, end).
 */
export default scenario(
  "leader backs up over incorrect follower logs",
  {
    ...{ lab: "2b", points: 4, servers: 5, network: reliable, classic: true, quick: 3, grade: 12 },
    promises: ["disconnect", "partition"],
  },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const many = async (leader: number, label: string): Promise<void> => {
      for (let i = 0; i < 50; i++) await demands.tryAt(leader, cluster.command(label));
    };
    const first = await demands.leader();
    const [mate, ...others] = cluster.dice.shuffle(cluster.except(first));
    cluster.partition([first, mate], others);
    await many(first, "lost");
    await cluster.sleep(500);

    cluster.disconnect(first, mate);
    const second = await demands.leader();
    await many(second, "kept");
    await demands.agree("kept");

    const other = others.find((server) => server !== second)!;
    const third = others.find((server) => server !== second && server !== other)!;
    const lead = await demands.leader();
    const left = lead === third ? other : third;
    cluster.disconnect(left);
    await many(lead, "lost too");
    await cluster.sleep(500);

    cluster.heal();
    cluster.disconnect(...cluster.servers);
    cluster.reconnect(first, mate, left);
    const fourth = await demands.leader();
    await many(fourth, "kept too");
    await demands.agree("kept too");

    cluster.heal();
    await demands.agree("by all");
  },
);
