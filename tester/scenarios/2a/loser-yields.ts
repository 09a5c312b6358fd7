import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Two candidates ask for votes in the same term, and one wins: the other one yields to it and holds no election of its
 * own (Raft §5.2). The schedule is steered; a run in which the duel doesn't come about ends without a demand.
 */
export default scenario(
  "the loser of an election yields",
  { lab: "2a", points: 3, servers: 3, network: reliable, promises: ["hold"] },
  async ({ cluster, demands }) => {
    const hold = cluster.hold({ part: "request" });
    const candidates = (): number[] => [...new Set(hold.caught.map(({ from }) => from))];
    await cluster.until(() => candidates().length === 2, ELECTION_GRACE_MS);
    cluster.release(hold);
    await cluster.until(() => cluster.claimant() !== undefined, 20);
    await cluster.sleep(10);
    const leader = cluster.claimant();
    const term = (id: number): number => cluster.server(id).term;
    if (leader === undefined || cluster.servers.some((id) => term(id) !== term(leader))) return;
    await demands.keeps(leader, ELECTION_GRACE_MS);
  },
);
