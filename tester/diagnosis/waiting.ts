import type { Violation } from "../checks/violation";
import { nameOf, type Node } from "../trace/event";
import type { Waiting } from "./diagnosis";
import { isAboutProgress } from "./ranking";
import type { Seen, World } from "./world";

/** What each server was waiting for at the end of a run in which progress was owed, and since when. */
export function waitingAt(world: World, violation: Violation): Waiting[] {
  if (
    !isAboutProgress(violation) ||
    ["traffic", "state-size", "snapshot-size", "index-of-start"].includes(violation.law)
  ) {
    return [];
  }
  const servers = [...world.seen.values()].filter(({ id }) => id < world.servers).sort((a, b) => a.id - b.id);
  return servers.map((server) => waitingOf(server, world));
}

function waitingOf(server: Seen, world: World): Waiting {
  const { id, term, isLeader, isUp } = server;
  if (!isUp) return { server: id, sinceUs: lastAt(world, id, "crash"), text: "down" };
  if (isLeader) {
    const text = `leader of term ${term}, has applied up to index ${server.applied}, waits for answers of the others`;
    return { server: id, sinceUs: lastAt(world, id, "state"), text };
  }
  const heard = lastAppend(world, id);
  const asked = lastVote(world, id);
  if (asked !== undefined && asked.atUs > (heard?.atUs ?? -1)) {
    return {
      server: id,
      sinceUs: asked.atUs,
      text: `a candidate of term ${term}, waits for votes or its next timeout`,
    };
  }
  const after = `has applied up to index ${server.applied}`;
  if (heard === undefined) {
    return { server: id, sinceUs: lastAt(world, id, "boot"), text: `in term ${term}, has heard no leader, ${after}` };
  }
  const leader = nameOf(heard.from, world.servers);
  return { server: id, sinceUs: heard.atUs, text: `in term ${term}, has heard ${leader} last, ${after}` };
}

function lastAt(world: World, id: Node, kind: "crash" | "state" | "boot"): number {
  return world.events.filter((event) => event.kind === kind && event.server === id).at(-1)?.atUs ?? 0;
}

function lastAppend(world: World, id: Node): { atUs: number; from: Node } | undefined {
  let last: { atUs: number; from: Node } | undefined;
  for (const { request, send, delivery } of world.calls.values()) {
    const isLater = delivery !== undefined && delivery.at.atUs >= (last?.atUs ?? 0);
    if (isLater && send.to === id && request?.kind === "append") last = { atUs: delivery.at.atUs, from: send.server };
  }
  return last;
}

function lastVote(world: World, id: Node): { atUs: number } | undefined {
  let last: { atUs: number } | undefined;
  for (const { request, send, isProbe } of world.calls.values()) {
    if (send.server === id && request?.kind === "vote" && !isProbe) last = { atUs: send.atUs };
  }
  return last;
}
