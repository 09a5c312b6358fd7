import { blackouts } from "../../faults/blackout";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE, smallStateAtRest } from "../small-state";
import { workload } from "../workload";

/**
 * Every server crashes at once, and again: what was answered comes back from a snapshot and the log after it.
 */
export default scenario(
  "restarts, snapshots, one client",
  {
    ...{ lab: "3b", points: 7, servers: 5, network: reliable, maxRaftState: MAX_RAFT_STATE, classic: true },
    ...{ quick: 2, grade: 9 },
    promises: ["crash", "restart"],
  },
  async (stage) => {
    await workload(stage, { clerks: 1, operations: 50, keys: "own", thinkMs: 60 }, () => blackouts(stage.cluster, 2));
    await smallStateAtRest(stage);
  },
);
