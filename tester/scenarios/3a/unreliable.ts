import { unreliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * A tenth of all requests and of all replies is lost: clients ask again, and what they ask for happens once.
 */
export default scenario(
  "unreliable net, many clients",
  {
    ...{ lab: "3a", points: 5, servers: 5, network: unreliable, classic: true, quick: 2, grade: 9 },
    promises: ["lose", "delay"],
  },
  async (stage) => {
    await workload(stage, { clerks: 5, operations: 14, keys: "own" });
    stage.demands.noSnapshot();
  },
);
