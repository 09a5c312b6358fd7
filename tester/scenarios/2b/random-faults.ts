import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { swarmThenAgreement } from "../swarm-then-agreement";

/**
 * A random schedule with commands all the while: each run draws which kinds of fault it has, and how often; then a
 * majority is healed and must agree, and then everybody.
 */
export default scenario(
  "random faults, then agreement",
  {
    ...{ lab: "2b", points: 4, servers: 5, network: reliable, grade: 66 },
    promises: ["disconnect", "partition", "cut", "hold", "lose", "duplicate", "delay", "pause"],
  },
  (stage) => swarmThenAgreement(stage, { crashes: false }),
);
