import type { Links } from "../net/links";
import type { Node } from "../trace/event";
import type { Server } from "./server";

/** The least number of servers that is more than half of `size`. */
export function majorityOf(size: number): number {
  return Math.floor(size / 2) + 1;
}

/**
 * The servers that owe progress now, or `undefined` when nobody does (DESIGN.md, «Verdicts»): a majority with both
 * directions of every link among its members open, while every other server is down, paused, or cut off from all of
 * them in both directions. A server that is fully healed belongs to the majority.
 */
export function healthyMajority(servers: readonly Server[], links: Links): Node[] | undefined {
  const running = servers.filter((server) => server.isRunning).map(({ id }) => id);
  const touches = (a: Node, b: Node): boolean => links.isOpen(a, b) || links.isOpen(b, a);
  const reaches = (a: Node, b: Node): boolean => links.isOpen(a, b) && links.isOpen(b, a);
  for (const server of running) {
    const members = running.filter((other) => reaches(server, other));
    if (members.length < majorityOf(servers.length)) continue;
    const outside = running.filter((other) => !members.includes(other));
    const close = members.every((a) => members.every((b) => reaches(a, b)));
    const apart = outside.every((a) => members.every((b) => !touches(a, b)));
    return close && apart ? members : undefined;
  }
  return undefined;
}
