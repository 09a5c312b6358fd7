import { blackouts } from "../../faults/blackout";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * Every server crashes at once, and again, while five clients have operations in flight.
 */
export default scenario(
  "restarts, many clients",
  {
    ...{ lab: "3a", points: 4, servers: 5, network: reliable, classic: true, quick: 2, grade: 7 },
    promises: ["crash", "restart"],
  },
  async (stage) => {
    await workload(stage, { clerks: 5, operations: 12, keys: 2, thinkMs: 200 }, () => blackouts(stage.cluster, 2));
    stage.demands.noSnapshot();
  },
);
