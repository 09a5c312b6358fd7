import { ELECTION_GRACE_MS, SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * A candidate's requests for votes arrive when its term has a leader already, or is over: neither that leader nor those
 * who have moved on may vote for it (Raft §5.2). The candidate stands still meanwhile and finds the answers together.
 */
export default scenario(
  "late requests for votes",
  { lab: "2a", points: 3, servers: 5, network: reliable, promises: ["disconnect", "cut", "hold", "pause"] },
  async ({ cluster, demands }) => {
    const first = await demands.calm(SETTLE_MS);
    const candidate = cluster.dice.pick(cluster.except(first));
    for (const other of cluster.except(candidate)) cluster.cut(other, candidate);
    const hold = cluster.hold({ from: candidate, part: "request" });
    await cluster.until(() => hold.caught.length >= cluster.size - 1, ELECTION_GRACE_MS);
    cluster.pause(candidate);

    // The others elect a leader in the candidate's term; in half of the runs one of the next term follows.
    cluster.disconnect(first);
    let leader = await demands.leader();
    if (cluster.dice.chance(500_000)) {
      await cluster.sleep(SETTLE_MS);
      cluster.disconnect(leader);
      cluster.reconnect(first);
      await cluster.sleep(cluster.dice.int(20, 200));
      leader = await demands.leader();
      await cluster.until(() => cluster.claimant(cluster.except(candidate)) !== first, ELECTION_GRACE_MS);
      leader = cluster.claimant(cluster.except(candidate)) ?? leader;
    }

    cluster.heal();
    const silence = cluster.hold({ from: leader, to: candidate, part: "request" });
    cluster.release(hold);
    await cluster.sleep(8);
    cluster.resume(candidate);
    await cluster.sleep(50);
    cluster.release(silence);
    await cluster.sleep(SETTLE_MS);
    await demands.calm(ELECTION_GRACE_MS);
  },
);
