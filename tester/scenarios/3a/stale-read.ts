import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A leader was deposed and doesn't know it: it is cut off, or it stood still meanwhile. A client that reaches nobody
 * else reads: it must not be told what was true before (Raft §8).
 */
export default scenario(
  "a read from a leader that was deposed",
  { lab: "3a", points: 6, servers: 5, network: reliable, quick: 4, grade: 24, promises: ["partition", "pause"] },
  async ({ cluster, demands, clients }) => {
    const [reader, writer] = await clients.several(2);
    await clients.put(writer, "x", "old");
    await clients.get(reader, "x");
    const deposed = await demands.leader();

    cluster.partition([deposed, reader.id], [...cluster.except(deposed), writer.id]);
    const stoodStill = cluster.dice.chance(500_000);
    if (stoodStill) cluster.pause(deposed);
    await demands.leader();
    await clients.put(writer, "x", "new");
    await clients.get(writer, "x");
    if (stoodStill) {
      void reader.get("x");
      await cluster.sleep(cluster.dice.int(100, 1_200));
      cluster.resume(deposed);
    } else {
      // A leader that answers reads for a while after it last heard from a majority has ceased to by then.
      await cluster.sleep(ELECTION_GRACE_MS);
      void reader.get("x");
    }
    await clients.unanswered([reader], 1_500);

    cluster.heal();
    await clients.answered(reader);
    await clients.get(reader, "x");
  },
);
