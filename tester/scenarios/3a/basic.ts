import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * One client, five servers, and nothing goes wrong: what it writes, it reads.
 */
export default scenario(
  "one client",
  { lab: "3a", points: 3, servers: 5, network: reliable, classic: true, quick: 2, grade: 6 },
  async (stage) => {
    await workload(stage, { clerks: 1, operations: 50, keys: "own" });
    stage.demands.noSnapshot();
  },
);
