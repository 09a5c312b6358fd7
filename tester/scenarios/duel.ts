import type { Cluster } from "../cluster/cluster";
import type { Message } from "../net/message";
import type { Hold } from "../net/network";
import type { Node } from "../trace/event";
import { latestOfEachLink } from "./steer";

/** How long two candidates may take to come to the same term, ms: a few elections. */
const SAME_TERM_WITHIN_MS = 3_000;

/** A message's way over a healthy link, and slack, ms. */
const ARRIVAL_MS = 4;

/**
 * Two candidates of one term in a cluster of three that stand still, their requests for votes caught on the way, and a
 * voter that has just restarted: the stage on which a server might vote twice in a term (Raft §5.2). Steering only.
 */
export class Duel {
  private constructor(
    private readonly cluster: Cluster,
    readonly voter: Node,
    /** The candidate that wins. */
    readonly first: Node,
    readonly second: Node,
    private readonly holds: Map<Node, Hold>,
  ) {}

  /** Sets the stage: the voter crashes, and the two others campaign without being heard. */
  static async begin(cluster: Cluster, voter: Node): Promise<Duel> {
    const [first, second] = cluster.dice.shuffle(cluster.except(voter));
    const before = cluster.server(voter).term;
    cluster.crash(voter);
    const holds = new Map([first, second].map((from) => [from, cluster.hold({ from, part: "request" })]));
    const term = (id: Node): number => cluster.server(id).term;
    await cluster.until(() => term(first) === term(second) && term(first) > before, SAME_TERM_WITHIN_MS);
    cluster.pause(first);
    cluster.pause(second);
    await cluster.sleep(ARRIVAL_MS);
    await cluster.restart(voter);
    return new Duel(cluster, voter, first, second, holds);
  }

  /** What a candidate asked last reaches `to`; its answer waits for the candidate. */
  async ask(candidate: Node, to: Node): Promise<void> {
    const latest = (caught: Message[]): Message[] => latestOfEachLink(caught.filter((message) => message.to === to));
    const hold = this.holds.get(candidate);
    this.holds.delete(candidate);
    if (hold !== undefined) this.cluster.release(hold, latest);
    await this.cluster.sleep(ARRIVAL_MS);
  }

  /** The first candidate gets the voter's answer, and nobody hears of it; whether it leads now. */
  async win(): Promise<boolean> {
    const { cluster, first } = this;
    cluster.disconnect(first);
    cluster.resume(first);
    return cluster.until(() => cluster.server(first).isLeader, ARRIVAL_MS);
  }

  /** The second candidate asks a server that has voted for the first: it must not win. */
  async tryAgain(server: Node): Promise<void> {
    await this.ask(this.second, server);
    this.cluster.resume(this.second);
    await this.cluster.sleep(ARRIVAL_MS);
  }

  /** Everything is let go. */
  async end(): Promise<void> {
    const { cluster, holds, first, second } = this;
    cluster.callOffCrashes();
    for (const hold of holds.values()) cluster.release(hold);
    for (const id of [first, second]) cluster.resume(id);
    cluster.heal();
    await cluster.restart(...cluster.servers);
  }
}
