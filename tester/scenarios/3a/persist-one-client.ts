import { blackouts } from "../../faults/blackout";
import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * Every server crashes at once, and again: what was answered is still there, and only once.
 */
export default scenario(
  "restarts, one client",
  {
    ...{ lab: "3a", points: 4, servers: 5, network: reliable, classic: true, quick: 2, grade: 7 },
    promises: ["crash", "restart"],
  },
  async (stage) => {
    await workload(stage, { clerks: 1, operations: 30, keys: "own", thinkMs: 100 }, () => blackouts(stage.cluster, 2));
    stage.demands.noSnapshot();
  },
);
