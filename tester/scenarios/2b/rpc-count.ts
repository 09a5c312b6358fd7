import { SETTLE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * Few messages: an election, twelve commands given at once and a quiet second take some dozens each (Raft §5.2, §5.3).
 */
export default scenario(
  "RPC counts aren't too high",
  { lab: "2b", points: 3, servers: 3, network: reliable, classic: true, grade: 24 },
  async ({ cluster, demands }) => {
    const leader = await demands.leader();
    demands.atMost(60, cluster.rpcs, "RPCs up to the first leader", "a vote is asked for once an election");
    await demands.calm(SETTLE_MS);
    const before = cluster.rpcs;
    const started = cluster.nowMs;
    const commands = Array.from({ length: 12 }, (_, i) => cluster.command(`counted ${i}`));
    const answers = await Promise.all(commands.map((command) => demands.tryAt(leader, command)));
    await demands.applied(Math.max(...answers.map((answer) => answer?.index ?? 0)));
    // A right Raft may send each command at once and by itself; one that overtakes another is refused and goes again,
    // with all before it. Heartbeats go on meanwhile.
    const heartbeats = Math.ceil(((cluster.nowMs - started) / 1_000) * 60);
    demands.atMost(
      12 * 3 * (cluster.size - 1) + heartbeats,
      cluster.rpcs - before,
      "RPCs for twelve commands",
      "a command takes one a follower, or three when some are overtaken",
    );
    const quiet = cluster.rpcs;
    await cluster.sleep(1_000);
    demands.atMost(
      60,
      cluster.rpcs - quiet,
      "RPCs in a quiet second",
      "heartbeats go out at most tens of times a second",
    );
  },
);
