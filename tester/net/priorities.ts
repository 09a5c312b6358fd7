import { hashOf } from "../sim/random";
import type { PriorityEdit } from "../trace/edits";
import type { Node } from "../trace/event";

/** What a link's messages take, drawn once for each link, µs: longer than a healthy link, shorter than any timer. */
const FASTEST_US = 2_000;
const SLOWEST_US = 30_000;

/** How much later the messages of a link come that has fallen back, µs: past several heartbeats. */
const FALLEN_US = 400_000;

/**
 * A random schedule by priorities, after Burckhardt et al. (A Randomized Scheduler with Probabilistic Guarantees of
 * Finding Bugs, ASPLOS 2010), with links in place of threads: each link has a pace of its own, so that of two messages
 * sent together that of the faster link always comes first; and at depth − 1 drawn messages a link falls behind all
 * others. A fault that shows when one link is the fastest and depth − 1 given messages are late is drawn with a chance of
 * at least 1 / (links · within^(depth − 1)).
 */
export class Priorities {
  private sent = 0;
  private readonly fallen = new Map<string, number>();
  private readonly changes: ReadonlySet<number>;

  constructor(private readonly edit: PriorityEdit) {
    const { draw, depth, within } = edit;
    const drawn = Array.from({ length: depth - 1 }, (_, i) => hashOf(draw, "change", i) >>> 0);
    this.changes = new Set(drawn.map((number) => number % within));
  }

  /** How long the next message takes that is sent from one node to another, µs. */
  delayUs(from: Node, to: Node): number {
    const link = `${from}>${to}`;
    if (this.changes.has(this.sent++)) this.fallen.set(link, this.fallen.size + 1);
    const pace = (hashOf(this.edit.draw, "pace", from, to) >>> 0) % (SLOWEST_US - FASTEST_US);
    return FASTEST_US + pace + (this.fallen.get(link) ?? 0) * FALLEN_US;
  }
}
