import { reliable } from "../../net/profile";
import { scenario } from "../scenario";
import { swarmThenAgreement } from "../swarm-then-agreement";

/**
 * A random schedule with crashes at drawn places, and commands all the while: each run draws which kinds of fault it
 * has; then a majority is healed and must agree, and then everybody.
 */
export default scenario(
  "random faults and crashes, then agreement",
  {
    lab: "2c",
    points: 5,
    servers: 5,
    network: reliable,
    quick: 6,
    grade: 66,
    promises: [
      "disconnect",
      "partition",
      "cut",
      "hold",
      "lose",
      "duplicate",
      "delay",
      "pause",
      "crash",
      "crash within",
      "restart",
    ],
  },
  (stage) => swarmThenAgreement(stage, { crashes: true }),
);
