import { wordsOf, type Message, type Selector } from "../net/message";
import type { Capture, Hold, Network } from "../net/network";
import type { Edits } from "../trace/edits";
import type { NetworkProfile } from "../net/profile";
import type { Role } from "../realm/compile";
import type { Mailbox } from "../realm/mailbox";
import { turn } from "../realm/turn";
import { Stream } from "../sim/random";
import { Simulator } from "../sim/simulator";
import type { FaultVerb, JsonText, Node } from "../trace/event";
import { nameOf } from "../trace/event";
import type { Record } from "../trace/trace";
import { Clerk } from "./clerk";
import { healthyMajority, majorityOf } from "./health";
import { Host, type Request, type Started } from "./host";
import type { CrashPlan } from "./process";
import type { Server } from "./server";
import { Snapshotter } from "./snapshotter";
import { Waiting } from "./waiting";

/** Servers boot up to this far apart, drawn (INTERFACE.md, «Time»). */
const BOOT_WITHIN_MS = 100;

/** What a cluster is made from. */
export interface ClusterOptions {
  seed: number;
  servers: number;
  network: NetworkProfile;
  /** What the servers run; `kv` makes {@link Cluster.clerk} work. */
  role: Role;
  unreachableMaxMs: number;
  /** Lab 3: the servers' `maxRaftState`, bytes; −1: no bound. */
  maxRaftState?: number;
  /** Servers boot up to this far apart, where that is to be less than they may. */
  bootWithinMs?: number;
  /** Lab 2d: a server is handed a snapshot after each so many entries. */
  snapshotEvery?: number;
  /** What this run does without, or otherwise. */
  edits: Edits;
  record: Record;
  /** A fresh realm of the submission. */
  realm: () => Mailbox;
  watch?: { server: number; atUs: number };
  /** Told which of its Raft's fields a server has changed in an event. */
  inspected?: (server: Node, fields: JsonText) => void;
}

/** The state that a server's `getState` said last. */
export interface Seen {
  term: number;
  isLeader: boolean;
}

/**
 * Servers, network and disk as one thing that a scenario commands. Every verb takes effect at the present virtual
 * instant; the scenario goes on between two events, never in the middle of one.
 */
export class Cluster {
  readonly sim = new Simulator();
  /** The scenario's own choices. */
  readonly dice: Stream;
  private readonly host: Host;
  private readonly waiting: Waiting;
  private readonly snapshotter: Snapshotter | undefined;
  private commandNumber = 0;

  constructor(private readonly options: ClusterOptions) {
    const { seed, servers, network, record, realm, role, unreachableMaxMs, maxRaftState = -1, edits } = options;
    const { watch, inspected } = options;
    this.dice = new Stream(seed, "scenario");
    this.waiting = new Waiting(this.sim);
    this.snapshotter = this.newSnapshotter();
    const { sim, snapshotter: stateMachine } = this;
    const afterEvent = (): void | Promise<void> => this.waiting.look();
    const world = { sim, record, seed, servers, network, unreachableMaxMs, edits, watch, inspected };
    this.host = new Host({ ...world, realm, role, maxRaftState, stateMachine, afterEvent });
  }

  private newSnapshotter(): Snapshotter | undefined {
    const { seed, snapshotEvery } = this.options;
    if (snapshotEvery === undefined) return undefined;
    return new Snapshotter(snapshotEvery, {
      seed,
      later: ({ id, incarnation }, delayUs, action) => {
        this.sim.after(delayUs, () => {
          const server = this.server(id);
          if (server.isRunning && server.incarnation === incarnation) return action();
        });
      },
      snapshot: (id, index, text) => this.host.snapshot(id, index, text),
    });
  }

  // ---- the run ----

  /** Boots every server, each at a drawn instant; resolves when all are up. */
  async bootAll(): Promise<void> {
    const { seed, bootWithinMs = BOOT_WITHIN_MS } = this.options;
    const dice = new Stream(seed, "boot");
    for (const { id } of this.host.servers) this.sim.at(dice.int(0, bootWithinMs * 1_000), () => this.host.boot(id));
    const isThere = ({ id, isUp }: Readonly<Server>): boolean => isUp || this.edits.isAbsent(id);
    await this.until(() => this.host.servers.every(isThere), bootWithinMs);
  }

  /** Ends the run: nothing happens any more. */
  stop(): void {
    this.host.stop();
  }

  /** Requests sent so far, in the whole cluster. */
  get rpcs(): number {
    return this.host.calls.rpcs;
  }

  /** Bytes of requests and replies so far. */
  get bytes(): number {
    return this.host.calls.bytes;
  }

  get nowMs(): number {
    return this.sim.nowUs / 1_000;
  }

  // ---- time and words ----

  /** Lets `ms` of virtual time pass, or what the run's edits leave of this wait. */
  async sleep(ms: number): Promise<void> {
    await this.waiting.sleep(Math.round(this.edits.nextWaitMs(ms) * 1_000));
  }

  /** As {@link until}, where time passes for its own sake: a wait of which the run's edits may leave less, or nothing. */
  untilOver(condition: () => boolean, forMs: number): Promise<boolean> {
    const leftMs = this.edits.nextWaitMs(forMs);
    return leftMs === 0 ? Promise.resolve(false) : this.until(condition, leftMs);
  }

  /** Waits until a condition holds after some event; `false` when it hasn't after `withinMs`. */
  until(condition: () => boolean, withinMs: number): Promise<boolean> {
    return this.waiting.until(condition, Math.round(withinMs * 1_000));
  }

  /** Says in the trace what comes next, in a reader's words. */
  step(text: string): void {
    this.options.record({ kind: "step", text });
  }

  /** A demand that isn't met: the run fails here. The words of each demand live in checks/. */
  unmet(demand: string, servers: readonly Node[], expected: string, got: string): void {
    this.options.record({ kind: "unmet", demand, servers: [...servers], expected, got });
  }

  /** `S0` for 0, `S0, S2` for several. */
  name(...servers: readonly Node[]): string {
    if (servers.some((server) => server === undefined)) throw new Error("this story names a server that isn't there");
    return servers.map((server) => nameOf(server, this.size)).join(", ");
  }

  // ---- who is there ----

  get size(): number {
    return this.options.servers;
  }

  get majority(): number {
    return majorityOf(this.size);
  }

  get servers(): readonly Node[] {
    return this.host.servers.map(({ id }) => id);
  }

  /** All servers but these, in order. */
  except(...servers: readonly Node[]): Node[] {
    return this.servers.filter((id) => !servers.includes(id));
  }

  server(id: Node): Readonly<Server> {
    return this.host.servers[id];
  }

  /** The run's edits. */
  get edits(): Edits {
    return this.options.edits;
  }

  /** Whether a server may still crash, or messages are held back, for which the story has plans. */
  get hasPlans(): boolean {
    return this.network.isHolding || this.host.servers.some(({ crashPlan }) => crashPlan !== undefined);
  }

  /** Whether this node reaches a majority of the servers in both directions: itself counts, where it is one that runs. */
  reachesMajority(node: Node): boolean {
    const { links } = this.network;
    const reached = this.servers.filter(
      (id) => this.server(id).isRunning && links.isOpen(node, id) && links.isOpen(id, node),
    );
    return reached.length >= this.majority;
  }

  /** The servers that owe progress now; see health.ts. */
  healthy(): Node[] | undefined {
    return healthyMajority(this.host.servers, this.network.links);
  }

  /** Whether messages may get lost by the dice. */
  get isLossy(): boolean {
    return this.network.profile.losePpm > 0;
  }

  /** The server among `members` that claims the highest term's leadership, or `undefined`. */
  claimant(members: readonly Node[] = this.servers): Node | undefined {
    let best: Readonly<Server> | undefined;
    for (const id of members) {
      const server = this.server(id);
      if (server.isRunning && server.isLeader && (best === undefined || server.term > best.term)) best = server;
    }
    return best?.id;
  }

  /** The servers that have applied index `index`, in order. */
  appliedBy(index: number): Node[] {
    return this.servers.filter((id) => this.server(id).applied >= index);
  }

  /** The command, as JSON, that a server's state has from an index: applied by itself, or covered by its snapshot. */
  commandAt(id: Node, index: number): string | undefined {
    const { commands, restored } = this.server(id);
    return commands.get(index) ?? (index <= restored ? this.snapshotter?.commandAt(index) : undefined);
  }

  // ---- commands ----

  /** Commands that leaders have taken so far: no log is longer, so none has to be backed up over further. */
  accepted = 0;

  /** A command that no one has used in this run: `label 7`, padded to `sizeBytes` where that is given. */
  command(label: string, sizeBytes = 0): string {
    return `${label} ${++this.commandNumber}`.padEnd(sizeBytes, ".");
  }

  /**
   * Calls `start` at a server, as an event of its own; `undefined` when it isn't running, or the run's edits leave the
   * command out.
   */
  start(id: Node, command: unknown): Promise<Started | undefined> {
    return this.edits.next("command") === undefined ? Promise.resolve(undefined) : this.startAgain(id, command);
  }

  /** Calls `start` once more, for a command that is being tried: it counts once. */
  startAgain(id: Node, command: unknown): Promise<Started | undefined> {
    if (!this.server(id).isRunning) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.sim.after(0, async () => {
        const started = this.server(id).isRunning ? await this.host.start(id, JSON.stringify(command)) : undefined;
        if (started?.isLeader === true) this.accepted++;
        resolve(started);
        await turn();
      });
    });
  }

  /** A new clerk of the k/v service. It reaches every server, unless it is partitioned or disconnected as they are. */
  clerk(): Promise<Clerk> {
    return new Promise((resolve) => {
      this.sim.after(0, async () => {
        const id = await this.host.bootClerk();
        const clerk = new Clerk(
          id,
          () => this.nowMs,
          (...asked) => this.operate(...asked),
        );
        resolve(clerk);
        await turn();
      });
    });
  }

  /** An operation that the run's edits leave out is answered as if it had been there, by nothing. */
  private operate(clerk: Node, request: Request, answered: (value: string | undefined) => void): void {
    if (this.edits.next("command", clerk) === undefined) return answered("");
    this.sim.after(0, () => this.host.operate(clerk, request, (value) => this.waiting.resume(() => answered(value))));
  }

  // ---- faults of the network ----

  get network(): Network {
    return this.host.calls.network;
  }

  /** Does an injury under the next number, unless the run's edits leave it out. */
  private injure(act: (fault: number) => void): void {
    const fault = this.edits.next("fault");
    if (fault !== undefined) act(fault);
  }

  private fault(verb: FaultVerb, text: string, fault = 0): void {
    this.options.record({ kind: "fault", verb, fault, text });
  }

  /** Cuts all links of these servers, in both directions. */
  disconnect(...servers: readonly Node[]): void {
    this.injure((fault) => {
      for (const server of servers) this.network.links.disconnect(server);
      this.fault("disconnect", `disconnect ${this.name(...servers)}`, fault);
    });
  }

  /** Undoes {@link disconnect}; cuts and partitions stay. */
  reconnect(...servers: readonly Node[]): void {
    for (const server of servers) this.network.links.reconnect(server);
    this.fault("reconnect", `reconnect ${this.name(...servers)}`);
  }

  /** Splits the servers into groups that don't reach each other. Replaces an earlier partition. */
  partition(...groups: readonly (readonly Node[])[]): void {
    this.injure((fault) => {
      this.network.links.partition(groups);
      this.fault("partition", `partition ${groups.map((group) => `{${this.name(...group)}}`).join(" | ")}`, fault);
    });
  }

  /** Opens every link. */
  heal(): void {
    this.network.links.heal();
    this.fault("heal", "heal all links");
  }

  /** Cuts one direction of one link. */
  cut(from: Node, to: Node): void {
    this.injure((fault) => {
      this.network.links.cut(from, to);
      this.fault("cut", `cut ${this.name(from)} → ${this.name(to)}`, fault);
    });
  }

  mend(from: Node, to: Node): void {
    this.network.links.mend(from, to);
    this.fault("mend", `mend ${this.name(from)} → ${this.name(to)}`);
  }

  /** Another profile from now on, for messages sent from now on. */
  become(profile: NetworkProfile): void {
    this.network.profile = profile;
    this.fault("network", `the network becomes ${profile.name}`);
  }

  /** Catches matching messages at the instant at which they would arrive. */
  hold(selector: Selector): Hold {
    let hold: Hold = { selector, caught: [] };
    this.injure((fault) => {
      this.fault("hold", `hold ${this.words(selector)}`, fault);
      hold = this.network.hold(selector);
    });
    return hold;
  }

  /** Lets what was held arrive in a burst; in the order of arrival unless another is given. */
  release(hold: Hold, order?: (caught: Message[]) => Message[]): void {
    this.fault("release", `release ${hold.caught.length} ${this.words(hold.selector)}`);
    this.network.release(hold, order);
  }

  /** Remembers matching messages as they are sent. */
  capture(selector: Selector): Capture {
    return this.network.capture(selector);
  }

  /**
   * Delivers captured requests again and again, `everyMs`, until `done` says so or `forMs` have passed: what a network
   * may do that duplicates and delays. A right Raft is not moved by an old message, however often it comes.
   */
  async echo(requests: readonly Message[], everyMs: number, forMs: number, done: () => boolean): Promise<void> {
    const fault = this.edits.next("fault");
    if (fault === undefined) return;
    this.fault("echo", `deliver ${requests.length} old requests again every ${everyMs} ms`, fault);
    for (let passedMs = 0; passedMs < forMs; passedMs += everyMs) {
      for (const request of requests) this.network.repeat(request);
      if (await this.until(done, everyMs)) return;
    }
  }

  private words(selector: Selector): string {
    return wordsOf(selector, (node) => this.name(node));
  }

  // ---- faults of servers ----

  /** A crash between two events: all but the disk is gone. */
  crash(id: Node): void {
    if (this.server(id).isUp) this.injure(() => this.host.crash(id));
  }

  /** A crash within one of the server's next events, its boot included, when `plan` says so; faults/crash.ts has some. */
  crashWithin(id: Node, plan: CrashPlan): void {
    this.injure(() => (this.host.servers[id].crashPlan = plan));
  }

  /** Calls off crashes that were planned and haven't come. */
  callOffCrashes(): void {
    for (const server of this.host.servers) server.crashPlan = undefined;
  }

  /** A new realm over what the server had saved; resolves when it is up. Nothing happens to one that is up. */
  restart(...servers: readonly Node[]): Promise<unknown> {
    this.name(...servers);
    for (const id of servers) this.sim.after(0, () => (this.server(id).isUp ? undefined : this.host.boot(id)));
    return this.until(() => servers.every((id) => this.server(id).isUp), 1);
  }

  pause(id: Node): void {
    if (this.server(id).isRunning) this.injure(() => this.host.pause(id));
  }

  resume(id: Node): void {
    if (this.server(id).paused) this.host.resume(id);
  }

  /** Calls `kill()` on servers that run. */
  kill(...servers: readonly Node[]): void {
    for (const id of servers) this.sim.after(0, () => (this.server(id).isRunning ? this.host.kill(id) : undefined));
  }

  /** Counts messages that match, from now on: the requests that a server sends while nothing is asked of it, say. */
  count(selector: Selector): () => number {
    const capture = this.network.capture(selector);
    return () => capture.seen.length;
  }
}
