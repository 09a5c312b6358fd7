import { blackouts } from "../../faults/blackout";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE, smallStateAtRest } from "../small-state";
import { workload } from "../workload";

/**
 * Every server crashes at once, and again, while twenty clients have operations in flight.
 */
export default scenario(
  "restarts, snapshots, many clients",
  {
    ...{ lab: "3b", points: 8, servers: 5, network: reliable, maxRaftState: MAX_RAFT_STATE, classic: true },
    ...{ quick: 2, grade: 9 },
    promises: ["crash", "restart", "snapshot"],
  },
  async (stage) => {
    await workload(stage, { clerks: 20, operations: 4, keys: 4, thinkMs: 500 }, () => blackouts(stage.cluster, 2));
    await smallStateAtRest(stage);
  },
);
