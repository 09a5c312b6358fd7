import { LEADER_WITHIN_MS, SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { latestOfEachLink } from "../steer";

/**
 * What two former leaders once sent is delivered to everybody again and again, while there is no leader: messages
 * of an older term must not keep an election from coming (Raft §5.2).
 */
export default scenario(
  "messages of former leaders",
  { lab: "2a", points: 6, servers: 5, network: reliable, promises: ["disconnect", "echo", "duplicate"] },
  async ({ cluster, demands }) => {
    const captures = [];
    const former = [];
    for (let round = 0; round < 2; round++) {
      const capture = cluster.capture({ part: "request" });
      const leader = await demands.leader();
      await cluster.sleep(SETTLE_MS);
      cluster.network.endCapture(capture);
      captures.push(capture);
      former.push(leader);
      cluster.disconnect(leader);
      await demands.leader();
      await cluster.sleep(SETTLE_MS);
      cluster.reconnect(leader);
      await demands.calm(SETTLE_MS);
    }
    const last = await demands.leader();
    cluster.disconnect(last);
    const present = cluster.except(last);
    const old = captures.flatMap(({ seen }) => latestOfEachLink(seen));
    const stale = cluster.server(last).term;
    const elected = (): boolean => {
      const leader = cluster.claimant(present);
      return leader !== undefined && cluster.server(leader).term > stale;
    };
    const echoing = cluster.echo(old, 50, LEADER_WITHIN_MS + 1_000, elected);
    await demands.leader();
    await echoing;
    cluster.step(`${cluster.name(...former)} were the former leaders`);
  },
);
