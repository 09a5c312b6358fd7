import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/** How long a server may be away without anybody spending more on it than on the others. */
const ABSENCE_MS = 60_000;

/**
 * A follower is away for a minute: the leader goes on trying, at the pace of its heartbeats, and no faster the longer it
 * takes (Raft §5.3: retries are indefinite, not unbounded).
 */
export default scenario(
  "a long absence",
  { lab: "2b", points: 3, servers: 3, network: reliable, quick: 4, grade: 9, promises: ["disconnect"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const leader = await demands.leader();
    const absent = cluster.dice.pick(cluster.except(leader));
    cluster.disconnect(absent);
    await demands.agree("while away");
    await cluster.sleep(ABSENCE_MS);
    const now = await demands.leader();
    const seconds = 3;
    const tried = cluster.count({ from: now, to: absent, part: "request" });
    await cluster.sleep(seconds * 1_000);
    const what = `calls in ${seconds} s to a server that is away`;
    demands.atMost(40 * seconds, tried(), what, "heartbeats go out at most tens of times a second, retries included");
    cluster.reconnect(absent);
    await demands.agree("back");
  },
);
