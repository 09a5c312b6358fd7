import { reliable } from "../../net/profile";
import { SNAPSHOT_EVERY } from "../compaction";
import { scenario } from "../scenario";
import { swarmThenAgreement } from "../swarm-then-agreement";

/**
 * A random schedule with crashes and commands all the while, and a snapshot every ten entries; then a majority is
 * healed and must agree, and then everybody.
 */
export default scenario(
  "random faults, crashes and snapshots",
  {
    lab: "2d",
    points: 6,
    servers: 3,
    network: reliable,
    snapshotEvery: SNAPSHOT_EVERY,
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
      "snapshot",
    ],
  },
  (stage) => swarmThenAgreement(stage, { crashes: true }),
);
