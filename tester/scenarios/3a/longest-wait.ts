import { AGREE_WITHIN_MS, LEADER_WITHIN_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/** How long a minority is away, ms. */
const AWAY_MS = 1_500;

/** An operation that began when a minority went away is owed an answer a leader and an agreement after its return. */
const LIMIT_MS = AWAY_MS + LEADER_WITHIN_MS + AGREE_WITHIN_MS;

/**
 * One minority after another is cut off, the leader among it more often than not, and comes back until everybody that
 * waits has been served: no client waits longer than this takes.
 */
export default scenario(
  "the longest wait of any client",
  { lab: "3a", points: 4, servers: 5, network: reliable, quick: 1, grade: 7, promises: ["partition"] },
  async (stage) => {
    const { cluster, demands, clients } = stage;
    await workload(stage, { clerks: 4, operations: 14, keys: 2, thinkMs: 500 }, async (clerks) => {
      for (let round = 0; round < 3; round++) {
        const leader = await demands.leader();
        const away = cluster.dice.sample(cluster.servers, 2);
        if (cluster.dice.chance(600_000) && !away.includes(leader)) away[0] = leader;
        cluster.partition(away, cluster.except(...away));
        await cluster.sleep(AWAY_MS);
        cluster.heal();
        await clients.answered(...clerks.filter(({ open }) => open !== undefined));
      }
    });
    clients.neverWaitedLongerThan(LIMIT_MS, `a minority was away for ${AWAY_MS} ms, and then all links were open`);
  },
);
