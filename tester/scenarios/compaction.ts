import { ENTRY_OVERHEAD_BYTES, SETTLE_MS, STATE_OVERHEAD_BYTES } from "../cluster/bounds";
import type { Selector } from "../net/message";
import type { Node } from "../trace/event";
import type { Stage } from "./scenario";

/** Lab 2d: every so many entries each server is handed a snapshot, as in the classic suite. */
export const SNAPSHOT_EVERY = 10;

/** Every server has been handed the snapshot that is due after this, ms. */
export const SNAPSHOT_TAKEN_MS = 6;

/** Bytes of an ordinary command of these scenarios, at most. */
const COMMAND_BYTES = 60;

/** Commands at one go: `count` are started and then one more is agreed on; its index. */
export async function burst({ cluster, demands }: Stage, count: number, sizeBytes?: number): Promise<number> {
  const leader = await demands.leader();
  for (let i = 0; i < count; i++) await demands.tryAt(leader, cluster.command("burst", sizeBytes));
  return demands.agree("after a burst", { sizeBytes });
}

/** Commands, each agreed on, until index `index` has been reached. */
export async function fill({ demands }: Stage, index: number): Promise<number> {
  let last = 0;
  while (last < index) last = await demands.agree("filling");
  return last;
}

/**
 * At a quiet moment a server keeps the entries since its snapshot, and perhaps as many before it for those who lag
 * behind: no more than this.
 */
export async function smallAtRest({ cluster, demands }: Stage, commandBytes = COMMAND_BYTES): Promise<void> {
  await cluster.sleep(SETTLE_MS);
  const entries = 2 * SNAPSHOT_EVERY;
  const limit = STATE_OVERHEAD_BYTES + entries * (ENTRY_OVERHEAD_BYTES + commandBytes);
  demands.smallState(limit, `a snapshot is made every ${SNAPSHOT_EVERY} entries, and ${entries} may be left`);
}

/** Requests that carry a snapshot, whatever they are called and however they are built. */
export function snapshots({ cluster }: Stage, from?: Node, to?: Node): Selector {
  const where: Selector["where"] = ({ text }) =>
    cluster.servers.some((id) => {
      const { snapshot } = cluster.server(id).disk;
      return snapshot !== undefined && text.includes(snapshot);
    });
  return { from, to, part: "request", where };
}
