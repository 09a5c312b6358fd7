import { reliable } from "../../net/profile";
import { SNAPSHOT_EVERY } from "../compaction";
import { lateSnapshot } from "../late-snapshot";
import { scenario } from "../scenario";

/**
 * A snapshot arrives after the entries that follow it, which its receiver has acknowledged: it keeps them, or an entry
 * that is committed on a bare majority is lost (Raft §7: retain the entries that follow). The schedule is steered.
 */
export default scenario(
  "entries after a late snapshot are kept",
  {
    ...{ lab: "2d", points: 6, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "hold", "snapshot"],
  },
  (stage) => lateSnapshot(stage, "stored"),
);
