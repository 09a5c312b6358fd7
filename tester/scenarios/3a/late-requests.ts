import { duplicating, reliable, reordering } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * The network repeats what clients asked, and overtakes it: first now and then, while they work; then everything that
 * they ever asked arrives once more, long after it was done. None of it is done again.
 */
export default scenario(
  "requests that come twice, or late",
  {
    ...{ lab: "3a", points: 5, servers: 3, network: reliable, quick: 2, grade: 9 },
    promises: ["echo", "duplicate", "delay"],
  },
  async (stage) => {
    const { cluster, clients } = stage;
    cluster.become(
      cluster.dice.pick([duplicating, reordering, { ...duplicating, ...{ longPpm: 100_000, longUs: 200_000 } }]),
    );
    const asked = cluster.capture({ from: [3, 4, 5], part: "request" });
    await workload(stage, { clerks: 3, operations: 12, keys: 1, getPpm: 300_000 });

    const reader = await clients.clerk();
    cluster.become(reliable);
    await clients.get(reader, "key 0");
    const late = cluster.dice.shuffle(asked.seen);
    await cluster.echo(late, 100, 200, () => false);
    await clients.get(reader, "key 0");
  },
);
