/**
 * How long every correct Raft may take (DESIGN.md, «Verdicts»), each with its reason. Counted from the demand, which a
 * scenario may only make once a majority is healthy. The measured misses of right programs stand in docs/determinism.md.
 */

/**
 * A leader on links that lose nothing. An election with timeouts of up to a second takes one timeout and, when votes
 * split, another: with 500–1,000 ms at least five rounds fit, and a round splits in less than one case in thirty.
 */
export const LEADER_WITHIN_MS = 5_000;

/** A leader under loss, with one server more than the bare majority up: a lost vote costs a round of its own. */
export const LEADER_UNDER_LOSS_WITHIN_MS = 20_000;

/**
 * Agreement once there is a leader, without loss: two heartbeats of at most a second carry the entry and its commit,
 * and twice that is left for a change of leader in between, which starts over.
 */
export const AGREE_WITHIN_MS = 5_000;

/** Agreement once there is a leader, under loss: each of the messages may have to go several times. */
export const AGREE_UNDER_LOSS_WITHIN_MS = 20_000;

/**
 * More time for each entry that a log may have to be backed up over: one step back a heartbeat is slow and right
 * (Figure 2 decrements nextIndex by one), and a heartbeat may take a quarter of a second.
 */
export const BACKUP_PER_ENTRY_MS = 250;

/** After this a needless election has shown itself: twice the longest election timeout of a slow right program. */
export const ELECTION_GRACE_MS = 2_000;

/** From a leader's election to the instant at which everybody healthy has its term: one heartbeat, and slack. */
export const SETTLE_MS = 1_000;

/** After `kill()` a server sends, saves and applies nothing more (INTERFACE.md, «kill»). */
export const KILL_GRACE_MS = 1_000;

/**
 * A clerk may sit in a call this long: to a server that still believes that it leads and whose handler waits for a
 * commit that can't come. The call's own deadline ends it (INTERFACE.md, «RPC»), and the clerk asks another server.
 */
export const CLERK_STUCK_MS = 7_000;

/**
 * What a server keeps after a snapshot, at a quiet moment: each entry that no snapshot covers yet may take this many
 * bytes beyond its command, as JSON with long names does, and the rest of the state as many as a few entries.
 */
export const ENTRY_OVERHEAD_BYTES = 200;
export const STATE_OVERHEAD_BYTES = 600;
