import type { EventOf, Node, TraceEvent } from "../trace/event";
import { replyOf, requestOf, type RaftReply, type RaftRequest } from "./message";
import { areReadable, NOTHING, savedOf, type Saved } from "./saved";
import { isTurn, turnsOf, type Trigger, type Turn } from "./turn";

/** What a server was at one instant. */
export interface Standing {
  /** As getState showed it. */
  term: number;
  isLeader: boolean;
  /** What lies on its disk; `undefined` where that can't be read. */
  disk: Saved | undefined;
}

/** A call, and what became of it. */
export interface SeenCall {
  send: EventOf<"send">;
  request: RaftRequest | undefined;
  /** It asks what a vote would be, in a term that its sender hasn't entered. */
  isProbe: boolean;
  /** The sender's life that sent it. */
  incarnation: number;
  reply?: RaftReply;
  answer?: EventOf<"answer">;
  /** When it reached its handler, and what the server was then; `isMerged`: it came in a pause, with others maybe. */
  delivery?: Delivery;
}

export interface Delivery {
  at: EventOf<"deliver">;
  incarnation: number;
  before: Standing;
  isMerged: boolean;
  /** How many requests the server had been handed in this life, this one included. */
  number: number;
}

/** One server or clerk, as the trace has shown it so far. */
export interface Seen extends Standing {
  id: Node;
  incarnation: number;
  isUp: boolean;
  /** The disk at the last boot, and whether anything was saved since. */
  booted: Saved | undefined;
  hasSaved: boolean;
  /** Highest index applied in this life. */
  applied: number;
  /** Requests that it was handed in this life. */
  heard: number;
  /** What may have changed its log, and isn't on its disk for all that shows: calls to be answered yet. */
  pending: Set<number>;
  /** Whether it has taken commands since its last save. */
  hasStarted: boolean;
  /** Lowest prevLogIndex of the entries that it was sent in this life: from there on its log may have been cut. */
  cutAfter: number;
  /** Last save, and the snapshot on disk. */
  save?: EventOf<"save">;
  snapshot?: string;
  /** Terms in which it stood for election in this life. */
  stood: Set<number>;
  /** Terms that it has led in this life. */
  led: Set<number>;
}

/** Whether its disk shows its log: nothing else is under way that it may have in memory alone. */
export function isSettled({ pending, hasStarted }: Seen, but?: number): boolean {
  return !hasStarted && (pending.size === 0 || (pending.size === 1 && but !== undefined && pending.has(but)));
}

/** Whether a call was answered before the server was handed another request: what its disk showed is what it judged by. */
export function isAnsweredAlone({ delivery }: SeenCall, { heard, incarnation }: Seen): boolean {
  return delivery !== undefined && delivery.incarnation === incarnation && delivery.number === heard;
}

/** A turn in its world: what detectors look at. */
export interface Scene {
  world: World;
  turn: Turn;
  /** The server, up to the effect that is looked at. */
  now: Seen;
  before: Standing;
  /** Of a `deliver`, a `return` or a `noreply`. */
  call: SeenCall | undefined;
}

/** Looks for breaches of a rule or a family of rules. */
export interface Detector {
  /** Something that is no turn: a crash, a fault. */
  event?(event: TraceEvent, world: World): void;
  begin?(scene: Scene): void;
  /** Before the effect counts in `scene.now`. */
  effect?(effect: TraceEvent, scene: Scene): void;
  /** All that the turn did counts. */
  end?(scene: Scene): void;
  /** The trace has ended. */
  close?(world: World): void;
}

/** The run as its trace shows it, turn by turn. */
export class World {
  readonly run: EventOf<"run">;
  readonly seen = new Map<Node, Seen>();
  readonly calls = new Map<number, SeenCall>();
  readonly items: readonly (Turn | TraceEvent)[];
  /** Whether votes and successes are told in replies that can be read; while none is seen, they may be. */
  hasVotes = true;
  hasSuccesses = true;
  /** Which of Figure 2's requests can be read in this run. */
  readonly sees = { vote: false, append: false };
  /** Requests of Figure 2 that were sent at all, and saves that could be read or not. */
  requests = 0;
  saves = { read: 0, unread: 0 };

  /** The requests of all calls, read once. */
  private readonly sent = new Map<number, RaftRequest | undefined>();
  private readonly canRead: boolean;
  /** The newest text that was read: servers' saves are read by several detectors, one after the other. */
  private newest: { state: string; saved: Saved | undefined } | undefined;

  constructor(readonly events: readonly TraceEvent[]) {
    this.run = events[0] as EventOf<"run">;
    this.items = turnsOf(events);
    this.learnShapes(events);
    this.canRead = areReadable(events.filter((event): event is EventOf<"save"> => event.kind === "save"));
  }

  /** A saved state, where it can be read. */
  read(state: string): Saved | undefined {
    if (!this.canRead) return undefined;
    if (this.newest?.state !== state) this.newest = { state, saved: savedOf(state) };
    return this.newest.saved;
  }

  get servers(): number {
    return this.run.servers;
  }

  get majority(): number {
    return Math.floor(this.servers / 2) + 1;
  }

  server(id: Node): Seen {
    let seen = this.seen.get(id);
    if (seen === undefined) {
      seen = {
        ...{ id, incarnation: 0, isUp: false, term: 0, isLeader: false, disk: NOTHING, booted: NOTHING },
        ...{ hasSaved: false, applied: 0, stood: new Set(), led: new Set() },
        ...{ heard: 0, pending: new Set(), hasStarted: false, cutAfter: Infinity },
      };
      this.seen.set(id, seen);
    }
    return seen;
  }

  /** Shows the whole trace to the detectors, once. */
  show(detectors: readonly Detector[]): void {
    for (const item of this.items) {
      if (isTurn(item)) this.play(item, detectors);
      else {
        for (const each of detectors) each.event?.(item, this);
        if (item.kind === "crash") this.server(item.server).isUp = false;
      }
    }
    for (const each of detectors) each.close?.(this);
  }

  private play(turn: Turn, detectors: readonly Detector[]): void {
    const now = this.server(turn.server);
    const { trigger } = turn;
    if (trigger.kind === "boot") this.boot(now, trigger);
    const call = "call" in trigger ? this.calls.get(trigger.call) : undefined;
    const before = { term: now.term, isLeader: now.isLeader, disk: now.disk };
    this.takeRequest(trigger, call, now, before, false);
    const scene: Scene = { world: this, turn, now, before, call };
    for (const each of detectors) each.begin?.(scene);
    for (const waited of turn.waited) this.takeUp(waited, scene, detectors);
    for (const effect of turn.effects) {
      for (const each of detectors) each.effect?.(effect, scene);
      this.take(effect, now, turn);
    }
    this.tellProbes(turn, now);
    for (const each of detectors) each.end?.(scene);
  }

  /** Something that came in a pause. */
  private takeUp(trigger: Trigger, scene: Scene, detectors: readonly Detector[]): void {
    const call = "call" in trigger ? this.calls.get(trigger.call) : undefined;
    const { now, before, turn } = scene;
    this.takeRequest(trigger, call, now, before, true);
    for (const each of detectors) each.begin?.({ ...scene, call, turn: { ...turn, trigger } });
  }

  private takeRequest(
    trigger: Trigger,
    call: SeenCall | undefined,
    now: Seen,
    before: Standing,
    isMerged: boolean,
  ): void {
    if (trigger.kind !== "deliver" || call === undefined) return;
    call.delivery = { at: trigger, incarnation: now.incarnation, before, isMerged, number: ++now.heard };
    const { request, send } = call;
    // What a message of the submission's own shape may do is unknown.
    const isUnread = request === undefined && send.server < this.servers;
    if (isUnread) now.cutAfter = -1;
    if (request?.kind === "append" && request.entries.length > 0) {
      now.cutAfter = Math.min(now.cutAfter, request.prevLogIndex);
    }
    if (isUnread || request?.kind === "append" || request?.kind === "install") now.pending.add(trigger.call);
  }

  private boot(now: Seen, { incarnation }: EventOf<"boot">): void {
    Object.assign(now, { incarnation, isUp: true, term: now.disk?.term ?? 0, isLeader: false, applied: 0 });
    Object.assign(now, { booted: now.disk, hasSaved: false, stood: new Set(), led: new Set() });
    Object.assign(now, { heard: 0, pending: new Set(), hasStarted: false, cutAfter: Infinity });
  }

  private take(effect: TraceEvent, now: Seen, { trigger }: Turn): void {
    switch (effect.kind) {
      case "send": {
        const request = this.sent.get(effect.call);
        if (request !== undefined) this.requests++;
        this.calls.set(effect.call, { send: effect, request, isProbe: false, incarnation: now.incarnation });
        return;
      }
      case "answer": {
        const call = this.calls.get(effect.call);
        if (call !== undefined) Object.assign(call, { answer: effect, reply: replyOf(effect.reply) });
        now.pending.delete(effect.call);
        return;
      }
      case "started":
        if (effect.isLeader && (now.save?.n ?? 0) < trigger.n) now.hasStarted = true;
        return;
      case "save":
        now.disk = this.read(effect.state);
        now.save = effect;
        now.hasSaved = true;
        now.hasStarted = false;
        this.saves[now.disk === undefined ? "unread" : "read"]++;
        if (effect.snapshot !== undefined) now.snapshot = effect.snapshot;
        return;
      case "state":
        now.term = effect.term;
        now.isLeader = effect.isLeader;
        if (effect.isLeader) now.led.add(effect.term);
        return;
      case "apply":
      case "applySnapshot":
        now.applied = Math.max(now.applied, effect.index);
    }
  }

  /** A request for votes in a term that its sender hasn't entered by the end of its turn is a question beforehand. */
  private tellProbes({ effects, isCut }: Turn, now: Seen): void {
    for (const effect of effects) {
      if (effect.kind !== "send") continue;
      const call = this.calls.get(effect.call)!;
      if (call.request?.kind !== "vote") continue;
      const term = isCut ? Math.max(now.term, now.disk?.term ?? 0) : now.term;
      call.isProbe = call.request.term > term || call.request.candidate !== now.id;
      if (!call.isProbe) now.stood.add(call.request.term);
    }
  }

  private learnShapes(events: readonly TraceEvent[]): void {
    const kinds = new Map<number, "vote" | "append">();
    const read = { vote: { yes: 0, no: 0 }, append: { yes: 0, no: 0 } };
    for (const event of events) {
      if (event.kind === "send") {
        const request = requestOf(event.args);
        this.sent.set(event.call, request);
        const kind = request?.kind;
        if (kind !== "vote" && kind !== "append") continue;
        this.sees[kind] = true;
        kinds.set(event.call, kind);
      } else if (event.kind === "answer") {
        const kind = kinds.get(event.call);
        if (kind !== undefined) read[kind][replyOf(event.reply).yes === undefined ? "no" : "yes"]++;
      }
    }
    this.hasVotes = read.vote.no <= read.vote.yes;
    this.hasSuccesses = read.append.no <= read.append.yes;
  }
}
