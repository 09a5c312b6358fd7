import { unreliable } from "../../net/profile";
import { scenario } from "../scenario";
import { MAX_RAFT_STATE } from "../small-state";
import { workload } from "../workload";

/**
 * A tenth of all messages is lost, snapshots among them.
 */
export default scenario(
  "unreliable net, snapshots, many clients",
  {
    ...{ lab: "3b", points: 7, servers: 5, network: unreliable, maxRaftState: MAX_RAFT_STATE, classic: true },
    ...{ quick: 2, grade: 9 },
    promises: ["lose", "delay", "snapshot"],
  },
  async (stage) => {
    await workload(stage, { clerks: 5, operations: 14, keys: 2 });
  },
);
