import snapshotBasic from "./2d/snapshot-basic";
import loneServer from "./2d/lone-server";
import installAfterDisconnect from "./2d/install-after-disconnect";
import installAfterCrash from "./2d/install-after-crash";
import everyoneCrashes from "./2d/everyone-crashes";
import logStaysShort from "./2d/log-stays-short";
import logEndsAtSnapshot from "./2d/log-ends-at-snapshot";
import snapshotOfAnOlderTerm from "./2d/snapshot-of-an-older-term";
import conflictingTail from "./2d/conflicting-tail";
import installedSnapshotOutlivesCrash from "./2d/installed-snapshot-outlives-crash";
import entriesAfterTheSnapshot from "./2d/entries-after-the-snapshot";
import snapshotOfWhatIsApplied from "./2d/snapshot-of-what-is-applied";
import lateAppendEntries from "./2d/late-append-entries";
import staleSnapshots from "./2d/stale-snapshots";
import leadersChangeMeanwhile from "./2d/leaders-change-meanwhile";
import crashAroundSnapshot from "./2d/crash-around-snapshot";
import installUnreliable from "./2d/install-unreliable";
import installUnreliableCrash from "./2d/install-unreliable-crash";
import randomFaults from "./2d/random-faults";

/** Lab 2D, snapshots: its scenarios in order, under their files' names. */
export default {
  "snapshot-basic": snapshotBasic,
  "lone-server": loneServer,
  "install-after-disconnect": installAfterDisconnect,
  "install-after-crash": installAfterCrash,
  "everyone-crashes": everyoneCrashes,
  "log-stays-short": logStaysShort,
  "log-ends-at-snapshot": logEndsAtSnapshot,
  "snapshot-of-an-older-term": snapshotOfAnOlderTerm,
  "conflicting-tail": conflictingTail,
  "installed-snapshot-outlives-crash": installedSnapshotOutlivesCrash,
  "entries-after-the-snapshot": entriesAfterTheSnapshot,
  "snapshot-of-what-is-applied": snapshotOfWhatIsApplied,
  "late-append-entries": lateAppendEntries,
  "stale-snapshots": staleSnapshots,
  "leaders-change-meanwhile": leadersChangeMeanwhile,
  "crash-around-snapshot": crashAroundSnapshot,
  "install-unreliable": installUnreliable,
  "install-unreliable-crash": installUnreliableCrash,
  "random-faults": randomFaults,
};
