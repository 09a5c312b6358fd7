import { reliable } from "../../net/profile";
import { SNAPSHOT_EVERY } from "../compaction";
import { lateSnapshot } from "../late-snapshot";
import { scenario } from "../scenario";

/**
 * A snapshot arrives when its receiver has just applied all that it covers, and has acknowledged entries beyond: there
 * is nothing to take from it, and nothing to drop (Raft §7: retain the entries that follow). The schedule is steered.
 */
export default scenario(
  "a snapshot of what is applied already",
  {
    ...{ lab: "2d", points: 5, servers: 3, network: reliable, snapshotEvery: SNAPSHOT_EVERY },
    promises: ["disconnect", "hold"],
  },
  (stage) => lateSnapshot(stage, "committed"),
);
