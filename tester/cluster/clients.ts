import type { Node } from "../trace/event";
import {
  AGREE_UNDER_LOSS_WITHIN_MS,
  AGREE_WITHIN_MS,
  BACKUP_PER_ENTRY_MS,
  CLERK_STUCK_MS,
  LEADER_UNDER_LOSS_WITHIN_MS,
  LEADER_WITHIN_MS,
} from "./bounds";
import type { Clerk } from "./clerk";
import type { Cluster } from "./cluster";
import type { Demands } from "./demands";

/** The clients of the k/v service, and what a scenario demands for them. What they read is the laws' affair. */
export class Clients {
  private readonly clerks: Clerk[] = [];

  constructor(
    private readonly cluster: Cluster,
    private readonly demands: Demands,
  ) {}

  /** A new clerk. */
  async clerk(): Promise<Clerk> {
    const clerk = await this.cluster.clerk();
    this.clerks.push(clerk);
    return clerk;
  }

  /** So many new clerks. */
  async several(count: number): Promise<Clerk[]> {
    const clerks: Clerk[] = [];
    while (clerks.length < count) clerks.push(await this.clerk());
    return clerks;
  }

  /** A get that a healthy majority owes an answer; its value. */
  async get(clerk: Clerk, key: string): Promise<string> {
    const read = clerk.get(key);
    await this.answered(clerk);
    return read;
  }

  /** A put that a healthy majority owes an answer. */
  async put(clerk: Clerk, key: string, value: string): Promise<void> {
    void clerk.put(key, value);
    await this.answered(clerk);
  }

  /** An append that a healthy majority owes an answer. */
  async append(clerk: Clerk, key: string, value: string): Promise<void> {
    void clerk.append(key, value);
    await this.answered(clerk);
  }

  /** What these clerks (all of them by default) wait for is answered in time: a majority is healthy and they reach it. */
  async answered(...clerks: readonly Clerk[]): Promise<void> {
    const { cluster } = this;
    const whom = clerks.length > 0 ? clerks : this.clerks;
    const members = this.demands.owing();
    for (const { id } of whom) this.demandReach(id, members);
    const limitMs = this.withinMs(members);
    const waiting = (): Clerk[] => whom.filter(({ open }) => open !== undefined);
    if (await cluster.until(() => waiting().length === 0, limitMs)) return;
    const late = waiting();
    const expected = `an answer to ${late.map((clerk) => this.tell(clerk)).join(", ")} within ${limitMs} ms`;
    cluster.unmet("operation", [...late.map(({ id }) => id), ...members], expected, this.demands.standing(members));
    // The run is over. The story must not go on: it would ask clerks that still wait for something else.
    return new Promise(() => undefined);
  }

  /** None of these clerks may get an answer to what it waits for, for `forMs`: they reach no majority. */
  async unanswered(clerks: readonly Clerk[], forMs: number): Promise<void> {
    const { cluster } = this;
    if (this.demands.isWaived("fault", "command", "wait")) return void (await cluster.untilOver(() => false, forMs));
    const asked = clerks.map((clerk) => ({ clerk, words: this.tell(clerk) }));
    const answered = (): typeof asked => asked.filter(({ clerk }) => clerk.open === undefined);
    if (await cluster.untilOver(() => answered().length > 0, forMs)) {
      const ids = answered().map(({ clerk }) => clerk.id);
      const expected = `no answer to ${answered()
        .map(({ words }) => words)
        .join(", ")}: no majority can be reached`;
      cluster.unmet("no-answer-without-majority", ids, expected, `an answer after less than ${forMs} ms`);
    }
  }

  /** What these clerks waited for was answered within `limitMs`, the longest of all. */
  neverWaitedLongerThan(limitMs: number, why: string): void {
    const longest = [...this.clerks].sort((a, b) => b.longestMs - a.longestMs)[0];
    if (longest === undefined || longest.longestMs <= limitMs) return;
    if (this.demands.isWaived("fault", "command", "wait")) return;
    const got = `${this.cluster.name(longest.id)} waited ${longest.longestMs.toFixed(0)} ms`;
    this.cluster.unmet(
      "longest-wait",
      [longest.id],
      `at most ${Math.round(limitMs)} ms for any operation: ${why}`,
      got,
    );
  }

  /** At most `limitMs` an operation, on average. */
  inSpeed(operations: number, tookMs: number, limitMs: number, why: string): void {
    const eachMs = tookMs / operations;
    if (eachMs <= limitMs || this.demands.isWaived("fault", "command", "wait")) return;
    const expected = `${operations} operations in a row at ${limitMs} ms each at most: ${why}`;
    this.cluster.unmet("operation-speed", [], expected, `${eachMs.toFixed(1)} ms each`);
  }

  private demandReach(clerk: Node, members: readonly Node[]): void {
    const { links } = this.cluster.network;
    if (members.every((id) => links.isOpen(clerk, id) && links.isOpen(id, clerk))) return;
    throw new Error("this scenario demands an answer for a clerk that doesn't reach the majority");
  }

  /** An operation needs a leader and agreement; first a clerk may sit out calls to servers that are cut off. */
  private withinMs(members: readonly Node[]): number {
    const { cluster } = this;
    const stuckMs = (cluster.size - members.length + 1) * CLERK_STUCK_MS;
    const leaderMs = cluster.isLossy ? LEADER_UNDER_LOSS_WITHIN_MS : LEADER_WITHIN_MS;
    const commitMs = cluster.isLossy ? AGREE_UNDER_LOSS_WITHIN_MS : AGREE_WITHIN_MS;
    const backupMs = Math.max(...cluster.servers.map((id) => cluster.server(id).applied)) * BACKUP_PER_ENTRY_MS;
    return stuckMs + leaderMs + commitMs + backupMs;
  }

  private tell({ id, open }: Clerk): string {
    const { op, key, value } = open!;
    const args = [key, ...(value === undefined ? [] : [value])].map((text) => JSON.stringify(text)).join(", ");
    return `${this.cluster.name(id)}'s ${op}(${args})`;
  }
}
