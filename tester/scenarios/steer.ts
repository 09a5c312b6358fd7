import type { Cluster } from "../cluster/cluster";
import type { Message } from "../net/message";
import type { Node } from "../trace/event";

/** Attempts at steering before a scenario goes on without. */
const ATTEMPTS = 4;

/** How long a server may take to hold an election of its own while nobody speaks to it. */
const CAMPAIGN_WITHIN_MS = 5_000;

/**
 * Makes a given server leader, by letting its election timer expire while the others stand still. Steering only: a
 * submission that can't be steered makes a scenario less sharp, never a failure.
 * @returns whether the server leads now
 */
export async function elect(cluster: Cluster, wanted: Node): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS && !cluster.server(wanted).isLeader; attempt++) {
    const others = cluster.except(wanted);
    const asked = cluster.count({ from: wanted, part: "request" });
    for (const other of others) cluster.pause(other);
    await cluster.until(() => asked() > 0, CAMPAIGN_WITHIN_MS);
    await cluster.sleep(3);
    for (const other of others) cluster.resume(other);
    await cluster.until(() => cluster.server(wanted).isLeader, 50);
  }
  await cluster.sleep(5);
  return cluster.server(wanted).isLeader;
}

/** The last message of each link and method. */
export function latestOfEachLink(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((message) => [`${message.from}>${message.to} ${message.method}`, message])).values()];
}
