import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * One-way cuts: a leader that hears nobody, or that nobody hears. It learns of no majority for anything, so it must
 * answer neither reads nor writes, whether the others have a new leader or not. Healed, all is answered.
 */
export default scenario(
  "a leader that hears nobody, or that nobody hears",
  { lab: "3a", points: 3, servers: 3, network: reliable, quick: 4, grade: 18, promises: ["cut"] },
  async ({ cluster, demands, clients }) => {
    const [reader, writer, before] = await clients.several(3);
    await clients.put(before, "x", "old");
    for (const clerk of [reader, writer]) await clients.get(clerk, "x");
    const leader = await demands.leader();
    const others = cluster.except(leader);
    const isDeaf = cluster.dice.chance(500_000);
    for (const other of others) {
      if (isDeaf) cluster.cut(other, leader);
      else cluster.cut(leader, other);
      for (const clerk of [reader, writer]) cluster.cut(clerk.id, other);
    }
    await cluster.sleep(ELECTION_GRACE_MS);
    void reader.get("x");
    void writer.append("x", " and more");
    await clients.unanswered([reader, writer], 1_000);

    cluster.heal();
    await clients.answered(reader, writer);
    await clients.get(before, "x");
  },
);
