import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/** Answers get lost for so long: time for several tries, and each of them is committed. */
const SILENT_MS = 400;

/**
 * Every word of the servers to two clients is lost for a while: what these ask for is done, and they can't know. They
 * ask again, perhaps another leader, while a third client goes on in between. Each append happens once.
 */
export default scenario(
  "answers that are lost",
  { lab: "3a", points: 5, servers: 3, network: reliable, quick: 4, grade: 24, promises: ["disconnect", "cut"] },
  async ({ cluster, demands, clients }) => {
    const [first, second, other] = await clients.several(3);
    for (const clerk of [first, second, other]) await clients.append(clerk, "shared", `(${clerk.id})`);
    for (let round = 0; round < 4; round++) {
      for (const id of cluster.servers) for (const clerk of [first, second]) cluster.cut(id, clerk.id);
      void first.append("shared", `(first ${round})`);
      void second.append(cluster.dice.pick(["shared", "own"]), `(second ${round})`);
      await cluster.sleep(cluster.dice.int(5, 50));
      await clients.append(other, "shared", `(other ${round})`);
      await cluster.sleep(cluster.dice.int(0, SILENT_MS));
      const leader = await demands.leader();
      const isDeposed = cluster.dice.chance(500_000);
      if (isDeposed) {
        cluster.disconnect(leader);
        await demands.leader();
        await clients.append(other, "shared", `(meanwhile ${round})`);
      }
      cluster.heal();
      await clients.answered(first, second);
      await clients.get(first, "shared");
    }
    await clients.get(second, "own");
  },
);
