import snapshotRpc from "./3b/snapshot-rpc";
import snapshotSize from "./3b/snapshot-size";
import speed from "./3b/speed";
import snapshotRecoverOneClient from "./3b/snapshot-recover-one-client";
import snapshotRecoverManyClients from "./3b/snapshot-recover-many-clients";
import retryOverASnapshot from "./3b/retry-over-a-snapshot";
import restartedFromSnapshot from "./3b/restarted-from-snapshot";
import laggardLeads from "./3b/laggard-leads";
import crashesAroundSaves from "./3b/crashes-around-saves";
import unreliable from "./3b/unreliable";
import unreliableRecover from "./3b/unreliable-recover";
import unreliableRecoverConcurrentPartition from "./3b/unreliable-recover-concurrent-partition";
import unreliableRecoverConcurrentPartitionLinearizable from "./3b/unreliable-recover-concurrent-partition-linearizable";
import kill from "./3b/kill";

/** Lab 3B, the k/v service with snapshots: its scenarios in order, under their files' names. */
export default {
  "snapshot-rpc": snapshotRpc,
  "snapshot-size": snapshotSize,
  speed,
  "snapshot-recover-one-client": snapshotRecoverOneClient,
  "snapshot-recover-many-clients": snapshotRecoverManyClients,
  "retry-over-a-snapshot": retryOverASnapshot,
  "restarted-from-snapshot": restartedFromSnapshot,
  "laggard-leads": laggardLeads,
  "crashes-around-saves": crashesAroundSaves,
  unreliable,
  "unreliable-recover": unreliableRecover,
  "unreliable-recover-concurrent-partition": unreliableRecoverConcurrentPartition,
  "unreliable-recover-concurrent-partition-linearizable": unreliableRecoverConcurrentPartitionLinearizable,
  kill,
};
