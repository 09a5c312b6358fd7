import { ELECTION_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A new leader is elected when the old one is gone; the old one steps down when it comes back; and there is
 * no new leader without a majority (Raft §5.2).
 */
export default scenario(
  "election after network failure",
  { lab: "2a", points: 6, servers: 3, network: reliable, classic: true, grade: 36, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    const first = await demands.leader();
    cluster.disconnect(first);
    const second = await demands.leader();

    cluster.reconnect(first);
    await demands.calm(ELECTION_GRACE_MS);

    const leader = await demands.leader();
    const absent = [leader, cluster.except(leader)[0]];
    const alone = cluster.except(...absent);
    cluster.disconnect(...absent);
    await demands.noLeader(alone, ELECTION_GRACE_MS);

    cluster.reconnect(absent[1]);
    await demands.leader();
    cluster.reconnect(absent[0]);
    await demands.calm(ELECTION_GRACE_MS);
    cluster.step(`${cluster.name(second)} had been the second leader`);
  },
);
