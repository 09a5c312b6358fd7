import type { Violation } from "../checks/violation";
import type { Node } from "../trace/event";
import type { World } from "./world";

/**
 * What can have led to a violation: of each server the events up to one, found by walking back from the violation's
 * servers along the messages that reached them (Lamport's «happened before»). Of a violation without servers all of them.
 */
export class Past {
  private readonly until = new Map<Node, number>();

  constructor(world: World, { servers, n }: Violation) {
    const end = Math.min(n, world.events.length - 1);
    const last = world.events[end];
    const own = servers.length > 0 && "server" in last ? [...servers, last.server] : servers;
    for (const id of own.length > 0 ? own : world.seen.keys()) this.until.set(id, end);
    for (let i = end; i >= 0; i--) {
      const event = world.events[i];
      if ((event.kind !== "deliver" && event.kind !== "return") || i > this.of(event.server)) continue;
      const call = world.calls.get(event.call);
      const cause = event.kind === "deliver" ? call?.send : call?.answer;
      if (cause !== undefined) this.until.set(cause.server, Math.max(this.of(cause.server), cause.n));
    }
  }

  /** Whether the event of that number, if it is this server's, is part of it. */
  has(server: Node, n: number): boolean {
    return n <= this.of(server);
  }

  private of(server: Node): number {
    return this.until.get(server) ?? -1;
  }
}
