import { unreliable } from "../../net/profile";
import { catchingUp } from "../catching-up";
import { SNAPSHOT_EVERY } from "../compaction";
import { scenario } from "../scenario";

/** The same on a network that loses and delays (Raft §7). */
export default scenario(
  "snapshots and crashes on an unreliable network",
  {
    ...{ lab: "2d", points: 5, servers: 5, network: unreliable, snapshotEvery: SNAPSHOT_EVERY, classic: true },
    ...{ quick: 4, grade: 18 },
    promises: ["lose", "delay", "crash", "restart", "snapshot"],
  },
  (stage) => catchingUp(stage, "crash", 4),
);
