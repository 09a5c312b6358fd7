import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Half of an even cluster is no majority: split two and two, nobody new may lead (Raft §5.2).
 */
export default scenario(
  "an even cluster split in halves",
  { lab: "2a", points: 5, servers: 4, network: reliable, grade: 36, promises: ["disconnect", "partition"] },
  async ({ cluster, demands }) => {
    const leader = await demands.leader();
    const [mate, ...others] = cluster.except(leader);
    cluster.partition([leader, mate], others);
    await demands.noLeader(others, ELECTION_GRACE_MS);
    cluster.disconnect(leader);
    await demands.noLeader([mate], ELECTION_GRACE_MS);
    cluster.heal();
    await demands.calm(ELECTION_GRACE_MS);
  },
);
