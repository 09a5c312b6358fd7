import { blackouts } from "../../faults/blackout";
import { unreliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE } from "../small-state";
import { workload } from "../workload";

/**
 * Lost messages, snapshots, and crashes of all servers at once.
 */
export default scenario(
  "unreliable net, restarts, snapshots, many clients",
  {
    ...{ lab: "3b", points: 8, servers: 5, network: unreliable, maxRaftState: MAX_RAFT_STATE, classic: true },
    ...{ quick: 2, grade: 12 },
    promises: ["lose", "delay", "crash", "restart", "snapshot"],
  },
  async (stage) => {
    await workload(stage, { clerks: 5, operations: 12, keys: 2, thinkMs: 200 }, () => blackouts(stage.cluster, 2));
  },
);
