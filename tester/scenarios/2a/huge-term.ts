import { ELECTION_GRACE_MS, SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A server that was alone for long comes back with a term far above all others: everybody adopts it, and there is
 * a leader again (Raft §5.1).
 */
export default scenario(
  "a server rejoins with a huge term",
  { lab: "2a", points: 5, servers: 3, network: reliable, grade: 30, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    const leader = await demands.leader();
    const absent = cluster.dice.pick(cluster.except(leader));
    cluster.disconnect(absent);
    await cluster.sleep(cluster.dice.int(4_000, 12_000));
    cluster.reconnect(absent);
    await cluster.sleep(SETTLE_MS);
    await demands.calm(ELECTION_GRACE_MS);
  },
);
