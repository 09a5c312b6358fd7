import type { Disk } from "../disk/disk";
import { brief } from "../trace/brief";
import { canonical } from "../trace/canonical";
import type { StoryPart } from "../trace/edits";
import type { Node } from "../trace/event";
import {
  AGREE_UNDER_LOSS_WITHIN_MS,
  AGREE_WITHIN_MS,
  BACKUP_PER_ENTRY_MS,
  LEADER_UNDER_LOSS_WITHIN_MS,
  LEADER_WITHIN_MS,
  SETTLE_MS,
} from "./bounds";
import type { Cluster } from "./cluster";
import type { Started } from "./host";

/** Who must have applied a command for it to count as agreed on. */
export type Quorum =
  /** every server that is healthy now */
  | "everyone"
  /** more than half of the cluster */
  | "majority";

/** What `agree` may be told beside its label. */
export interface AgreeOptions {
  by?: Quorum;
  /** Pads the command to this size. */
  sizeBytes?: number;
  /** The command itself, where its value matters; it must be unlike all others of the run. */
  command?: unknown;
}

/** An answer of `start` that took the command. */
function ifTaken(started: Started | undefined): Started | undefined {
  return started?.isLeader === true ? started : undefined;
}

/** What a scenario demands of a cluster: liveness, in bounds that every correct Raft keeps (bounds.ts). */
export class Demands {
  constructor(private readonly cluster: Cluster) {}

  /** Whether the run's edits have left something out so far on which a demand of this kind rests: it isn't made then. */
  isWaived(...parts: readonly StoryPart[]): boolean {
    const { edits } = this.cluster;
    return edits.hasTaken(...parts) || (edits.changesNodes && parts.includes("fault"));
  }

  /** The healthy majority. A scenario that demands progress without one is wrong, whatever the submission does. */
  owing(): Node[] {
    const { cluster } = this;
    // A story that edits have bent may demand it too soon: while something is held back that it means to let go.
    if (cluster.edits.bendsStory && cluster.hasPlans) throw new Error("this story demands progress too soon");
    const members = cluster.healthy();
    if (members === undefined) throw new Error("this scenario demands progress while no majority is healthy");
    if (cluster.isLossy && members.length <= cluster.majority && cluster.size > 1) {
      throw new Error("this scenario demands progress under loss of a bare majority");
    }
    return members;
  }

  /** A leader among the healthy majority (Raft §5.2), at the first instant at which there is one. */
  async leader(): Promise<Node> {
    const { cluster } = this;
    const members = this.owing();
    const withinMs = cluster.isLossy ? LEADER_UNDER_LOSS_WITHIN_MS : LEADER_WITHIN_MS;
    const found = await cluster.until(() => cluster.claimant(members) !== undefined, withinMs);
    if (!found)
      this.cluster.unmet("leader", members, `a leader within ${withinMs} ms`, `none among ${this.terms(members)}`);
    return cluster.claimant(members)!;
  }

  /** A leader whose term every healthy server has, and keeps: no needless election during `forMs` (Raft §5.2). */
  async calm(forMs: number): Promise<Node> {
    const { cluster } = this;
    await this.leader();
    await cluster.sleep(SETTLE_MS);
    const members = this.owing();
    const leader = await this.leader();
    const term = cluster.server(leader).term;
    const astray = members.filter((id) => cluster.server(id).term !== term);
    if (astray.length > 0 && !this.isWaived("command", "wait")) {
      const expected = `every server in ${cluster.name(leader)}'s term ${term}, ${SETTLE_MS} ms after a leader was there`;
      cluster.unmet("same-term", astray, expected, this.terms(members));
    }
    await this.keeps(leader, forMs);
    return leader;
  }

  /** A leader stays leader of its term for `forMs`: nobody has a reason to hold an election. */
  async keeps(leader: Node, forMs: number): Promise<void> {
    const { cluster } = this;
    const { term } = cluster.server(leader);
    const moved = (): boolean => {
      const server = cluster.server(leader);
      return !server.isLeader || server.term !== term;
    };
    if (cluster.edits.bendsStory) this.owing();
    if ((await cluster.untilOver(moved, forMs)) && !this.isWaived("command", "wait")) {
      const expected = `${cluster.name(leader)} still leader of term ${term}: nothing is wrong with any link or server`;
      cluster.unmet("calm", [leader], expected, this.terms(cluster.servers));
    }
  }

  /** None of these servers becomes leader for `forMs`: there is no majority to elect them. Who leads now may go on. */
  async noLeader(among: readonly Node[], forMs: number): Promise<void> {
    const { cluster } = this;
    const leads = (id: Node): string => `${id} ${cluster.server(id).isLeader} ${cluster.server(id).term}`;
    const before = new Set(among.map(leads));
    const elected = (): Node | undefined => among.find((id) => cluster.server(id).isLeader && !before.has(leads(id)));
    const isFair = !cluster.edits.bendsStory || !among.some((id) => cluster.reachesMajority(id));
    if ((await cluster.untilOver(() => elected() !== undefined, forMs)) && isFair) {
      const id = elected()!;
      const expected = `no new leader among ${cluster.name(...among)}: they are fewer than a majority`;
      cluster.unmet("no-leader-without-majority", [id], expected, this.terms(among));
    }
  }

  /** Submits a new command until it is agreed on; the index at which it was. */
  async agree(label: string, options: AgreeOptions = {}): Promise<number> {
    const { cluster } = this;
    const members = this.owing();
    const command = options.command ?? cluster.command(label, options.sizeBytes);
    const needed = options.by === "majority" ? cluster.majority : members.length;
    if (cluster.edits.next("command") === undefined) return cluster.accepted;
    cluster.step(`agree on ${JSON.stringify(label)}, by ${options.by ?? "everyone"}`);
    const limitMs = this.agreeWithinMs();
    const endsAtMs = cluster.nowMs + limitMs;
    // Whole microseconds: a remainder that rounds to nothing would make this loop stand still in time.
    const leftUs = (): number => Math.round((endsAtMs - cluster.nowMs) * 1_000);
    const attempts: Started[] = [];
    const agreed = (): Started | undefined =>
      attempts.find(({ index }) => this.holders(members, index, command).length >= needed);
    while (leftUs() > 0) {
      const leader = cluster.claimant(members);
      const attempt = leader === undefined ? undefined : await this.tryAgainAt(leader, command);
      if (attempt !== undefined) attempts.push(attempt);
      const done = (): boolean => agreed() !== undefined || this.isLost(members, leader, attempt);
      await cluster.until(done, leftUs() / 1_000);
      const found = agreed();
      if (found !== undefined) return found.index;
    }
    return this.disagreed(members, command, needed, attempts, limitMs);
  }

  /** Every healthy server applies everything up to `index`. */
  async applied(index: number): Promise<void> {
    const { cluster } = this;
    const members = this.owing();
    const limitMs = this.agreeWithinMs();
    const behind = (): Node[] => members.filter((id) => cluster.server(id).applied < index);
    if (this.isWaived("command")) return;
    if (await cluster.until(() => behind().length === 0, limitMs)) return;
    const expected = `${cluster.name(...members)} apply everything up to index ${index} within ${limitMs} ms`;
    cluster.unmet("agreement", behind(), expected, this.progress(members));
  }

  /** Nothing at or above `index` may be applied by anyone for `forMs`: no majority can hold it. */
  async notCommitted(index: number, forMs: number): Promise<void> {
    const { cluster } = this;
    const isApplied = await cluster.untilOver(() => cluster.appliedBy(index).length > 0, forMs);
    if (isApplied && !this.isWaived("fault", "command", "wait")) {
      const expected = `nobody applies index ${index}: no majority can have stored it`;
      cluster.unmet("no-commit-without-majority", cluster.appliedBy(index), expected, this.progress(cluster.servers));
    }
  }

  /** The index of a command is the one where it must stand. */
  at(expected: number, got: number): void {
    if (got !== expected && !this.isWaived("fault", "command", "wait"))
      this.cluster.unmet("index-of-start", [], `index ${expected}`, `index ${got}`);
  }

  /** Every healthy server has applied this command at this index. */
  holds(index: number, command: unknown): void {
    const { cluster } = this;
    const without = this.owing().filter((id) => this.holders([id], index, command).length === 0);
    if (without.length === 0 || this.isWaived("command")) return;
    const got = without.map((id) => `${cluster.name(id)} has ${cluster.commandAt(id, index) ?? "nothing"} there`);
    cluster.unmet(
      "agreement",
      without,
      `${brief(JSON.stringify(command))} at index ${index}, where start took it`,
      got.join(", "),
    );
  }

  /** At most `limit` of what `count` counts. */
  atMost(limit: number, count: number, what: string, why: string): void {
    if (count <= limit || this.isWaived("fault", "command", "wait")) return;
    this.cluster.unmet("traffic", [], `at most ${limit} ${what}: ${why}`, `${count} ${what}`);
  }

  /** At least `limit` of what `count` counts. */
  atLeast(limit: number, count: number, what: string, why: string): void {
    if (count >= limit || this.isWaived("fault", "command", "wait")) return;
    this.cluster.unmet("traffic", [], `at least ${limit} ${what}: ${why}`, `${count} ${what}`);
  }

  /** What every healthy server has saved beside its snapshot is small: at a quiet moment, when it has had its chance. */
  smallState(limitBytes: number, why: string): void {
    this.small("state-size", ({ state }) => state, limitBytes, `at most ${limitBytes} bytes of Raft state: ${why}`);
  }

  /** Every healthy server's snapshot is small: it is the service's state, and not how it came about. */
  smallSnapshot(limitBytes: number, why: string): void {
    const expected = `a snapshot of at most ${limitBytes} bytes: ${why}`;
    this.small("snapshot-size", ({ snapshot }) => snapshot, limitBytes, expected);
  }

  private small(demand: string, of: (disk: Disk) => string | undefined, limitBytes: number, expected: string): void {
    const sizeOf = (id: Node): number => Buffer.byteLength(of(this.cluster.server(id).disk) ?? "");
    const large = this.owing().filter((id) => sizeOf(id) > limitBytes);
    const got = large.map((id) => `${this.cluster.name(id)} has ${sizeOf(id)} bytes`).join(", ");
    if (large.length > 0 && !this.isWaived("fault", "command", "wait"))
      this.cluster.unmet(demand, large, expected, got);
  }

  /** Nobody has saved a snapshot: nobody was asked to. */
  noSnapshot(): void {
    const { cluster } = this;
    const eager = cluster.servers.filter((id) => cluster.server(id).disk.snapshot !== undefined);
    if (eager.length > 0) cluster.unmet("no-snapshot", eager, "no snapshot: maxRaftState is -1", "one was saved");
  }

  /** Calls `start`; `undefined` where the server didn't take the command. */
  async tryAt(id: Node, command: unknown): Promise<Started | undefined> {
    return ifTaken(await this.cluster.start(id, command));
  }

  private async tryAgainAt(id: Node, command: unknown): Promise<Started | undefined> {
    return ifTaken(await this.cluster.startAgain(id, command));
  }

  private agreeWithinMs(): number {
    const lossy = this.cluster.isLossy;
    const leaderMs = lossy ? LEADER_UNDER_LOSS_WITHIN_MS : LEADER_WITHIN_MS;
    const commitMs = lossy ? AGREE_UNDER_LOSS_WITHIN_MS : AGREE_WITHIN_MS;
    return leaderMs + commitMs + this.cluster.accepted * BACKUP_PER_ENTRY_MS;
  }

  /** An attempt is lost when its leader no longer leads that term; without one, when a leader shows up. */
  private isLost(members: readonly Node[], leader: Node | undefined, attempt: Started | undefined): boolean {
    const { cluster } = this;
    const claimant = cluster.claimant(members);
    if (attempt === undefined) return claimant !== undefined && claimant !== leader;
    const { isLeader, term } = cluster.server(leader!);
    return !isLeader || term !== attempt.term || claimant !== leader;
  }

  private holders(members: readonly Node[], index: number, command: unknown): Node[] {
    const json = canonical(JSON.stringify(command));
    return members.filter((id) => {
      const applied = this.cluster.commandAt(id, index);
      return applied !== undefined && canonical(applied) === json;
    });
  }

  private disagreed(
    members: readonly Node[],
    command: unknown,
    needed: number,
    attempts: readonly Started[],
    limitMs: number,
  ): number {
    const { cluster } = this;
    const whom = needed === members.length ? cluster.name(...members) : `${needed} of ${cluster.name(...members)}`;
    const expected = `${whom} apply ${brief(JSON.stringify(command))} within ${limitMs} ms`;
    const taken = attempts.map(({ index, term }) => `index ${index} in term ${term}`).join(", then at ");
    const start = taken === "" ? "no server took it as leader" : `start took it at ${taken}`;
    const behind = members.filter((id) => !attempts.some((a) => this.holders([id], a.index, command).length > 0));
    cluster.unmet("agreement", behind, expected, `${start}; ${this.progress(members)}`);
    return 0;
  }

  private terms(servers: readonly Node[]): string {
    const one = (id: Node): string => {
      const { term, isLeader, isUp } = this.cluster.server(id);
      return `${this.cluster.name(id)} ${isUp ? `in term ${term}${isLeader ? ", leader" : ""}` : "down"}`;
    };
    return servers.map(one).join("; ");
  }

  /** Who leads, and how far everybody has come: what a liveness demand that isn't met shows. */
  standing(servers: readonly Node[]): string {
    return `${this.terms(servers)}; ${this.progress(servers)}`;
  }

  private progress(servers: readonly Node[]): string {
    const one = (id: Node): string => `${this.cluster.name(id)} applied up to ${this.cluster.server(id).applied}`;
    return servers.map(one).join(", ");
  }
}
