import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE } from "../small-state";

const OPERATIONS = 120;
const EACH_MS = 33.3;

/**
 * One client appends as fast as it is answered, and snapshots don't slow it down.
 */
export default scenario(
  "operations are fast, with snapshots",
  {
    ...{ lab: "3b", points: 5, servers: 3, network: reliable, maxRaftState: MAX_RAFT_STATE, classic: true },
    ...{ quick: 1, grade: 3 },
  },
  async ({ cluster, demands, clients }) => {
    const clerk = await clients.clerk();
    await clients.append(clerk, "x", "first");
    await demands.leader();
    const beganAtMs = cluster.nowMs;
    for (let i = 0; i < OPERATIONS; i++) await clients.append(clerk, "x", ` ${i}`);
    const why = "a third of a heartbeat interval of 100 ms, and several round trips";
    clients.inSpeed(OPERATIONS, cluster.nowMs - beganAtMs, EACH_MS, why);
    await clients.get(clerk, "x");
  },
);
