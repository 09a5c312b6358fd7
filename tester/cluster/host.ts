import { Calls, type Nodes } from "../net/calls";
import type { Edits } from "../trace/edits";
import type { NetworkProfile } from "../net/profile";
import type { Role } from "../realm/compile";
import type { Boot, Mailbox } from "../realm/mailbox";
import { turn } from "../realm/turn";
import { hashOf } from "../sim/random";
import type { Simulator } from "../sim/simulator";
import type { JsonText, Node, OperationKind, Thrown } from "../trace/event";
import type { Record } from "../trace/trace";
import { Budget } from "./budget";
import { Process } from "./process";
import { Server } from "./server";

/** Timers fire up to this late, drawn (INTERFACE.md, «Time»). */
const TIMER_LATENESS_MAX_US = 1_000;

/** No timer is shorter. */
const TIMER_MIN_US = 1_000;

/** How long a server is down that an edit lets crash, µs. */
const EDITED_DOWN_US = 50_000;

/** What the host needs to know of the run that it carries. */
export interface HostOptions {
  sim: Simulator;
  record: Record;
  seed: number;
  servers: number;
  network: NetworkProfile;
  /** How long the caller of a dead or cut-off server may wait for the news: 6,999 ms in lab 2, 99 in lab 3. */
  unreachableMaxMs: number;
  edits: Edits;
  /** A fresh realm. */
  realm: () => Mailbox;
  /** What the servers run: raft.ts alone, or server.ts. */
  role: Role;
  /** The servers' `maxRaftState` in lab 3; −1: no bound. */
  maxRaftState: number;
  /** What stands above Raft where that is the tester's own: lab 2d. */
  stateMachine?: StateMachine;
  /** Called when all that an event caused has been done. */
  afterEvent: () => void | Promise<void>;
  /** Told before each event which server is about to run: what a watchdog names when it never comes back. */
  watch?: { server: number; atUs: number };
  /** Told after each event of a server which of its Raft's fields have changed, as JSON (realm/mailbox.ts). */
  inspected?: (server: Node, fields: JsonText) => void;
}

/** A service above Raft: learns what each server applies, and knows which state a boot begins with. */
export interface StateMachine {
  /** The last entry that a snapshot covers. */
  indexOf(snapshot: string): number;
  applied(server: Server, index: number, command: JsonText): void;
}

/** What a clerk is asked for. */
export interface Request {
  op: OperationKind;
  key: string;
  /** What is put or appended. */
  value?: string;
}

/** An answer of `start`, as the server gave it. */
export interface Started {
  index: number;
  term: number;
  isLeader: boolean;
}

/** Runs the servers and the clerks: hands events to their realms, and does to network, disk and clock what comes back. */
export class Host implements Nodes {
  readonly servers: readonly Server[];
  readonly calls: Calls;
  /** Their nodes follow those of the servers. */
  private readonly clerks: Process[] = [];
  private readonly budgets: Budget[];
  /** Operations under way, by number: what to do with the answer. */
  private readonly operations = new Map<number, (value: string | undefined) => void>();
  private operationNumber = 0;
  private lastStarted: Started | undefined;
  private stopped = false;

  constructor(private readonly options: HostOptions) {
    const { sim, record, seed, network, unreachableMaxMs, edits } = options;
    this.servers = Array.from({ length: options.servers }, (_, id) => new Server(id));
    this.budgets = this.servers.map(({ id }) => new Budget(id, record));
    this.calls = new Calls(sim, record, this, seed, network, unreachableMaxMs * 1_000, edits);
  }

  /** Nothing happens any more: effects not yet done are dropped. */
  stop(): void {
    this.stopped = true;
    this.options.sim.stop();
  }

  /** Boots a server that is down, over what its disk holds. */
  async boot(id: Node): Promise<void> {
    if (this.options.edits.isAbsent(id)) return;
    const server = this.servers[id];
    const { role, maxRaftState, stateMachine } = this.options;
    const { state, snapshot } = server.disk;
    if (stateMachine !== undefined && snapshot !== undefined) {
      server.restored = server.applied = stateMachine.indexOf(snapshot);
    }
    await this.bootProcess(server, { role, me: id, maxRaftState, state, snapshot });
  }

  /** A new clerk, up at once unless the run's edits leave it out; its node. */
  async bootClerk(): Promise<Node> {
    const clerk = new Process(this.servers.length + this.clerks.length);
    this.clerks.push(clerk);
    this.budgets.push(new Budget(clerk.id, this.options.record));
    if (this.options.edits.bootsClerk(clerk.id))
      await this.bootProcess(clerk, { role: "clerk", me: -1, maxRaftState: -1 });
    return clerk.id;
  }

  private async bootProcess(process: Process, told: Omit<Boot, "servers" | "dice">): Promise<void> {
    const { seed, servers, realm, record } = this.options;
    const incarnation = ++process.incarnation;
    process.realm = realm();
    record({ kind: "boot", server: process.id, incarnation });
    const dice = hashOf(seed, "dice", process.id, incarnation);
    const boot: Boot = { ...told, servers, dice, isInspected: this.options.inspected && true };
    await this.turn(process, `boot\t${JSON.stringify(boot)}`);
  }

  private process(node: Node): Process {
    return this.servers[node] ?? this.clerks[node - this.servers.length];
  }

  /** A crash between two events, or after `kept` effects of one that had `kept + cut`. Never calls `kill`. */
  crash(id: Node, kept = 0, cut = 0): void {
    const server = this.servers[id];
    const { incarnation } = server;
    for (const timer of server.timers.values()) this.options.sim.cancel(timer);
    server.clear();
    this.calls.forget(id);
    this.options.record({ kind: "crash", server: id, incarnation, kept, cut });
  }

  pause(id: Node): void {
    this.servers[id].paused = true;
    this.options.record({ kind: "pause", server: id });
  }

  /** Messages first, in order of arrival, then overdue timers by due time (INTERFACE.md, «Pause»). */
  resume(id: Node): void {
    const server = this.servers[id];
    server.paused = false;
    this.options.record({ kind: "resume", server: id });
    for (const event of server.inbox.splice(0)) this.soon(server, () => this.turn(server, event));
    for (const timer of server.overdue.splice(0)) this.soon(server, () => this.fire(server, timer));
  }

  async kill(id: Node): Promise<void> {
    const server = this.servers[id];
    server.killed = true;
    this.options.record({ kind: "kill", server: id });
    await this.turn(server, "kill");
  }

  /** Calls `start`, an event of its own. `undefined` when the server crashed in it. */
  async start(id: Node, command: JsonText): Promise<Started | undefined> {
    this.lastStarted = undefined;
    this.options.record({ kind: "start", server: id, command });
    await this.turn(this.servers[id], `start\t${command}`);
    return this.lastStarted;
  }

  /** The service hands a snapshot down, an event of its own. */
  async snapshot(id: Node, index: number, snapshot: string): Promise<void> {
    this.options.record({ kind: "snapshot", server: id, index, snapshot });
    await this.turn(this.servers[id], `snapshot\t${index}\t${JSON.stringify(snapshot)}`);
  }

  /** A clerk begins an operation, an event of its own; `answered` hears what a get read once it returns. */
  async operate(clerk: Node, request: Request, answered: (value: string | undefined) => void): Promise<void> {
    const operation = ++this.operationNumber;
    this.operations.set(operation, answered);
    this.options.record({ kind: "invoke", server: clerk, operation, ...request });
    await this.turn(this.process(clerk), `operation\t${operation}\t${JSON.stringify(request)}`);
  }

  incarnation(node: Node): number | undefined {
    const { realm, incarnation } = this.process(node);
    return realm === undefined ? undefined : incarnation;
  }

  request(node: Node, request: number, method: string, args: JsonText): void {
    this.receive(this.process(node), `request\t${request}\t${method}\t${args}`);
  }

  settle(node: Node, call: number, reply: JsonText | undefined): void {
    const server = this.process(node);
    const own = server.calls.get(call);
    server.calls.delete(call);
    if (own === undefined) throw new Error(`call ${call} settles at S${node}, which never sent it`);
    this.receive(server, reply === undefined ? `noreply\t${own}` : `reply\t${own}\t${reply}`);
  }

  held(): void | Promise<void> {
    return this.options.afterEvent();
  }

  private receive(server: Process, event: string): void {
    if (server.paused) server.inbox.push(event);
    else this.soon(server, () => this.turn(server, event));
  }

  /** Does something at this server next, as an event of its own, if the same incarnation is still up then. */
  private soon(server: Process, action: () => Promise<void>): void {
    const { incarnation } = server;
    this.options.sim.after(0, () => {
      if (server.isUp && server.incarnation === incarnation) return action();
    });
  }

  private async fire(server: Process, timer: number): Promise<void> {
    if (!server.timers.has(timer)) return;
    if (server.paused) {
      server.overdue.push(timer);
      return;
    }
    server.timers.delete(timer);
    this.options.record({ kind: "fire", server: server.id, timer });
    await this.turn(server, `fire\t${timer}`);
  }

  /** One event of one server: in, run, out, effects. */
  private async turn(server: Process, event: string): Promise<void> {
    const { realm } = server;
    if (realm === undefined || this.stopped) return;
    if (server.paused) {
      server.inbox.push(event);
      return;
    }
    const { sim, watch } = this.options;
    if (watch !== undefined) {
      watch.atUs = sim.nowUs;
      watch.server = server.id;
    }
    this.budgets[server.id].spend("events", 1, sim.nowUs);
    if (this.stopped) return;
    realm.deliver(`${sim.nowUs}\t${event}`);
    await turn();
    const effects = realm.collect();
    if (effects !== "") this.perform(server, effects.split("\n"));
    if (this.options.inspected !== undefined && server.realm === realm) this.inspect(server.id, realm);
    const pending = this.options.afterEvent();
    if (pending !== undefined) await pending;
  }

  private inspect(id: Node, realm: Mailbox): void {
    const fields = realm.inspect?.() ?? "";
    if (fields !== "") this.options.inspected!(id, fields);
  }

  private perform(server: Process, effects: readonly string[]): void {
    const keep = server.crashPlan?.(effects) ?? this.editedCrash(server, effects);
    const count = Math.min(keep ?? effects.length, effects.length);
    for (let i = 0; i < count && !this.stopped; i++) this.effect(server, effects[i]);
    if (keep !== undefined && !this.stopped) this.crash(server.id, count, effects.length - count);
  }

  /** Where the run's edits let a server crash among these effects; it comes back by itself. */
  private editedCrash(server: Process, effects: readonly string[]): number | undefined {
    const { edits, sim } = this.options;
    if (!edits.hasCrashes) return undefined;
    let { deeds } = server;
    for (const [i, effect] of effects.entries()) {
      if (!isDeed(effect) || !edits.takeCrash(server.id, ++deeds)) continue;
      sim.after(EDITED_DOWN_US, () => (server.isUp ? undefined : this.boot(server.id)));
      return i;
    }
    return undefined;
  }

  private effect(server: Process, line: string): void {
    const { id } = server;
    const { record, sim } = this.options;
    const budget = this.budgets[id];
    const fields = line.split("\t");
    budget.spend("effects", 1, sim.nowUs);
    if (this.options.edits.hasCrashes && isDeed(line)) server.deeds++;
    switch (fields[0]) {
      case "send":
        return this.send(server, Number(fields[1]), Number(fields[2]), fields[3], fields[4]);
      case "answer":
        budget.spend("bytes", fields[2].length, sim.nowUs);
        return this.calls.answer(Number(fields[1]), fields[2]);
      case "arm":
        return this.arm(server, Number(fields[1]), Number(fields[2]));
      case "disarm":
        return this.disarm(server, Number(fields[1]));
      case "save":
        return this.save(this.servers[id], JSON.parse(fields[1]) as string, fields[2]);
      case "apply":
        return this.apply(this.servers[id], fields[1]);
      case "started": {
        this.lastStarted = JSON.parse(fields[1]) as Started;
        const { index, term, isLeader } = this.lastStarted;
        return record({ kind: "started", server: id, index, term, isLeader });
      }
      case "state":
        return this.state(this.servers[id], Number(fields[1]), fields[2] === "1");
      case "done":
        return this.done(id, Number(fields[1]), JSON.parse(fields[2]) as string | null);
      case "log": {
        const text = JSON.parse(fields[2]) as string;
        budget.spend("logs", 1, sim.nowUs);
        budget.spend("logBytes", text.length, sim.nowUs);
        return record({ kind: "log", server: id, level: fields[1], text });
      }
      case "throw":
        return record({ kind: "throw", server: id, error: JSON.parse(fields[1]) as Thrown });
      default:
        throw new Error(`S${id}'s realm handed back an effect that the host doesn't know: ${line.slice(0, 100)}`);
    }
  }

  private state(server: Server, term: number, isLeader: boolean): void {
    server.term = term;
    server.isLeader = isLeader;
    this.options.record({ kind: "state", server: server.id, term, isLeader });
  }

  private done(clerk: Node, operation: number, result: string | null): void {
    const value = result ?? undefined;
    this.options.record({ kind: "ok", server: clerk, operation, value });
    this.operations.get(operation)?.(value);
    this.operations.delete(operation);
  }

  private send(server: Process, own: number, to: Node, method: string, args: JsonText): void {
    const { nowUs } = this.options.sim;
    this.budgets[server.id].spend("calls", 1, nowUs);
    this.budgets[server.id].spend("bytes", args.length, nowUs);
    server.calls.set(this.calls.send(server.id, server.incarnation, to, method, args), own);
  }

  private arm(server: Process, timer: number, delayUs: number): void {
    const { sim, record, seed } = this.options;
    this.budgets[server.id].spend("timers", 1, sim.nowUs);
    record({ kind: "arm", server: server.id, timer, delayUs });
    const late = (hashOf(seed, "late", server.id, server.incarnation, timer) >>> 0) % (TIMER_LATENESS_MAX_US + 1);
    const isEarly = this.options.edits.isEarly(server.id, ++server.timersSet);
    const dueUs = isEarly ? TIMER_MIN_US : delayUs + late;
    server.timers.set(
      timer,
      sim.after(dueUs, () => this.fire(server, timer)),
    );
  }

  private disarm(server: Process, timer: number): void {
    const scheduled = server.timers.get(timer);
    if (scheduled === undefined) return;
    server.timers.delete(timer);
    this.options.sim.cancel(scheduled);
    this.options.record({ kind: "disarm", server: server.id, timer });
  }

  private save(server: Server, state: string, snapshotField: string): void {
    const snapshot = snapshotField === "" ? undefined : (JSON.parse(snapshotField) as string);
    server.disk.save(state, snapshot);
    this.options.record({
      kind: "save",
      server: server.id,
      state,
      sizeBytes: Buffer.byteLength(state),
      snapshot,
      snapshotBytes: snapshot === undefined ? undefined : Buffer.byteLength(snapshot),
    });
  }

  private apply(server: Server, json: JsonText): void {
    const msg = JSON.parse(json) as { index: number; command: unknown } | ApplySnapshot;
    if ("snapshot" in msg) {
      const { snapshotIndex: index, snapshotTerm: term, snapshot } = msg;
      server.applied = server.restored = index;
      this.options.record({ kind: "applySnapshot", server: server.id, index, term, snapshot });
    } else {
      server.applied = msg.index;
      const command = JSON.stringify(msg.command);
      server.commands.set(msg.index, command);
      this.options.record({ kind: "apply", server: server.id, index: msg.index, command });
      this.options.stateMachine?.applied(server, msg.index, command);
    }
  }
}

interface ApplySnapshot {
  snapshot: string;
  snapshotIndex: number;
  snapshotTerm: number;
}

/** An effect that others or the disk can see: a crash before it, and before any other, comes to something else. */
function isDeed(effect: string): boolean {
  return /^(send|save|answer|apply)\t/.test(effect);
}
