import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A cluster of two needs both: either alone must not lead, and both together must.
 */
export default scenario(
  "a cluster of two",
  { lab: "2a", points: 5, servers: 2, network: reliable, grade: 30, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    const leader = await demands.calm(ELECTION_GRACE_MS);
    const [follower] = cluster.except(leader);
    cluster.disconnect(leader);
    await demands.noLeader([follower], ELECTION_GRACE_MS);
    cluster.reconnect(leader);
    await demands.calm(ELECTION_GRACE_MS);
  },
);
