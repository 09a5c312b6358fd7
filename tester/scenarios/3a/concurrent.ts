import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * Five clients at once, some on a key of their own, some on the same: operations that stand next to each other in the
 * log, and answers that must each go to the right one.
 */
export default scenario(
  "many clients",
  { lab: "3a", points: 3, servers: 5, network: reliable, classic: true, quick: 2, grade: 9 },
  async (stage) => {
    const keys = stage.cluster.dice.chance(500_000) ? "own" : 2;
    await workload(stage, { clerks: 5, operations: 16, keys });
    stage.demands.noSnapshot();
  },
);
