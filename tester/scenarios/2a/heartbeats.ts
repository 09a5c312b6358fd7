import { SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * While nothing happens, a leader's heartbeats are few, and go to everybody (Raft §5.2).
 */
export default scenario(
  "heartbeats at a sane pace",
  { lab: "2a", points: 5, servers: 3, network: reliable, grade: 24 },
  async ({ cluster, demands }) => {
    const leader = await demands.calm(SETTLE_MS);
    const seconds = 3;
    const counts = cluster
      .except(leader)
      .map((to) => [to, cluster.count({ from: leader, to, part: "request" })] as const);
    const all = cluster.count({ part: "request" });
    await cluster.sleep(seconds * 1_000);
    for (const [to, count] of counts) {
      const what = `messages from ${cluster.name(leader)} to ${cluster.name(to)} in ${seconds} quiet seconds`;
      demands.atLeast(seconds, count(), what, "a follower that hears nothing holds an election");
    }
    const limit = 40 * seconds * (cluster.size - 1);
    demands.atMost(
      limit,
      all(),
      `messages in ${seconds} quiet seconds`,
      "heartbeats go out at most tens of times a second",
    );
  },
);
