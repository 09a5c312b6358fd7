import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * The majority's side goes on whether it has the leader or not; on the other side neither a write nor a read may be
 * answered, and both are once the cluster is whole again.
 */
export default scenario(
  "progress in the majority, none in the minority",
  { lab: "3a", points: 6, servers: 5, network: reliable, classic: true, quick: 4, grade: 24, promises: ["partition"] },
  async ({ cluster, demands, clients }) => {
    const [writer, reader, free] = await clients.several(3);
    for (const clerk of [writer, reader, free]) await clients.put(clerk, "shared", `before, by ${clerk.id}`);

    const leader = await demands.leader();
    const others = cluster.dice.shuffle(cluster.except(leader));
    const hasLeader = cluster.dice.chance(650_000);
    const minority = hasLeader ? [leader, others[0]] : others.slice(0, 2);
    cluster.partition([...minority, writer.id, reader.id], [...cluster.except(...minority), free.id]);
    // A leader that answers reads for a while after it last heard from a majority has ceased to by then.
    await cluster.sleep(ELECTION_GRACE_MS);

    void writer.put("shared", "by the minority");
    void reader.get("shared");
    const silence = clients.unanswered([writer, reader], 1_500);
    for (let i = 0; i < 5; i++) await clients.append(free, "shared", ` (majority ${i})`);
    await clients.get(free, "shared");
    await silence;

    cluster.heal();
    await clients.answered(writer, reader);
    for (const clerk of [reader, writer, free]) await clients.get(clerk, "shared");
    demands.noSnapshot();
  },
);
