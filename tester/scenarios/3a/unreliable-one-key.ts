import { unreliable } from "../../net/profile";
import { scenario } from "../scenario";
import { workload } from "../workload";

/**
 * Five clients append to one key while messages are lost: each word is there once, and every client's in its order.
 */
export default scenario(
  "unreliable net, concurrent appends to the same key",
  {
    ...{ lab: "3a", points: 5, servers: 3, network: unreliable, classic: true, quick: 3, grade: 12 },
    promises: ["lose", "delay"],
  },
  async (stage) => {
    await workload(stage, { clerks: 5, operations: 10, keys: 1, getPpm: 0, putPpm: 0 });
  },
);
