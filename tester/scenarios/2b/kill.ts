import { ELECTION_GRACE_MS, KILL_GRACE_MS } from "../../cluster/bounds";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";

/**
 * `kill()` ends a server: after a second it calls, saves and applies nothing more (INTERFACE.md, «kill»).
 */
export default scenario(
  "killed servers are silent",
  { lab: "2b", points: 2, servers: 3, network: reliable, grade: 24, promises: ["kill"] },
  async ({ cluster, demands }) => {
    await demands.agree("before");
    const leader = await demands.leader();
    await demands.tryAt(leader, cluster.command("in flight"));
    cluster.kill(...cluster.servers);
    await cluster.sleep(KILL_GRACE_MS + ELECTION_GRACE_MS);
  },
);
