import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A candidate whose votes were held back is alone in a later term, where nobody hears it, when they arrive: they elect
 * nobody in that term (Raft §5.2). The schedule is steered: each run comes to the point.
 */
export default scenario(
  "old votes for a candidate that is alone",
  { lab: "2a", points: 4, servers: 5, network: reliable, promises: ["cut", "hold"] },
  async ({ cluster, demands }) => {
    const hold = cluster.hold({ part: "reply" });
    const answers = (id: number): number => hold.caught.filter(({ to }) => to === id).length;
    const asked = (): number | undefined => cluster.servers.find((id) => answers(id) >= cluster.majority);
    await cluster.until(() => asked() !== undefined, ELECTION_GRACE_MS);
    const candidate = asked();
    if (candidate === undefined) return;

    const { term } = cluster.server(candidate);
    for (const other of cluster.except(candidate)) {
      cluster.cut(candidate, other);
      cluster.cut(other, candidate);
    }
    await cluster.until(() => cluster.server(candidate).term > term, ELECTION_GRACE_MS);
    // One that asks first whether it could win has no later term: then all answers just arrive.
    const isLater = cluster.server(candidate).term > term;
    for (const other of cluster.except(candidate)) cluster.mend(other, candidate);
    cluster.release(hold, (caught) => caught.filter(({ to }) => !isLater || to === candidate));
    if (isLater) await demands.noLeader([candidate], 100);
    cluster.heal();
    await cluster.sleep(ELECTION_GRACE_MS);
    await demands.calm(ELECTION_GRACE_MS);
  },
);
