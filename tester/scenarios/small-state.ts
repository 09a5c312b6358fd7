import type { Stage } from "./scenario";

/** The `maxRaftState` of lab 3b's scenarios, bytes. */
export const MAX_RAFT_STATE = 1_000;

/** Raft's state may be so many times as large: the classic suite's slack for entries that come while one snapshots. */
const SLACK = 8;

/** After so long without an operation every server has applied all, and has had its chance to make a snapshot. */
const QUIET_MS = 2_500;

/** When nothing has been asked for a while, every server has snapshotted: its log is short. */
export async function smallStateAtRest({ cluster, demands }: Stage): Promise<void> {
  await cluster.sleep(QUIET_MS);
  const why = `${SLACK} times maxRaftState, and nothing has been asked for ${QUIET_MS} ms`;
  demands.smallState(SLACK * MAX_RAFT_STATE, why);
}
