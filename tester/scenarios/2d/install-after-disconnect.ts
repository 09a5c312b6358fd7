import { reliable } from "../../net/profile";
import { catchingUp } from "../catching-up";
import { SNAPSHOT_EVERY } from "../compaction";
import { scenario } from "../scenario";

/** A server that was cut off needs entries that the leader has dropped: it gets the snapshot (Raft §7). */
export default scenario(
  "a snapshot for a server that was cut off",
  {
    ...{ lab: "2d", points: 5, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY, classic: true, grade: 36 },
    promises: ["disconnect", "snapshot"],
  },
  (stage) => catchingUp(stage, "disconnect", 4),
);
