import { reliable } from "../../net/profile";
import { catchingUp } from "../catching-up";
import { SNAPSHOT_EVERY } from "../compaction";
import { scenario } from "../scenario";

/** A server that was down comes back with an old snapshot and gets a newer one (Raft §7). */
export default scenario(
  "a snapshot for a server that was down",
  {
    ...{ lab: "2d", points: 5, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY, classic: true, grade: 36 },
    promises: ["crash", "restart", "snapshot"],
  },
  (stage) => catchingUp(stage, "crash", 4),
);
