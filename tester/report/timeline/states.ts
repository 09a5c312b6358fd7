/**
 * What each server remembers at each event: read from its own fields where they were told, else inferred from what it
 * sends, saves and applies, else unknown.
 */
import type { EventOf, JsonText, Node, TraceEvent } from "../../trace/event";
import type { Inspected } from "../../trace/inspected";
import { fieldsOf } from "./messages";

export type Role = "follower" | "candidate" | "leader";

/** A value and where it comes from; without a value nobody knows it. */
export interface Known<T> {
  value?: T;
  isInferred?: true;
}

/** An entry of a log. */
export interface Entry {
  term: number | undefined;
  command: JsonText;
  /** Where the entry itself says it. */
  index?: number;
}

/** The entries of a log, from one index on. */
export interface Log {
  /** Index of the first entry; what is before lies in a snapshot. */
  first: number;
  /** `entries` may hold further ones, which came later: logs that only grow share them. */
  length: number;
  entries: readonly Entry[];
}

/** One server at one instant. What it says of a server that is down is what it was. */
export interface ServerState {
  isUp: boolean;
  isPaused: boolean;
  /** Cut off from at least one other, by a partition or a cut link. */
  isCut: boolean;
  role: Known<Role>;
  term: Known<number>;
  /** `null`: it hasn't voted in this term. */
  votedFor: Known<Node | null>;
  commitIndex: Known<number>;
  lastApplied: Known<number>;
  log: Known<Log>;
  /** As JSON; of a leader. */
  nextIndex: Known<JsonText>;
  matchIndex: Known<JsonText>;
}

const inferred = <T>(value: T): Known<T> => ({ value, isInferred: true });

const BLANK: ServerState = {
  ...{ isUp: false, isPaused: false, isCut: false },
  ...{ role: {}, term: {}, votedFor: {}, commitIndex: {}, lastApplied: {}, log: {}, nextIndex: {}, matchIndex: {} },
};

/** Names of a field under which programs keep the last index that a snapshot covers. */
const SNAPSHOT_INDEX = ["lastIncludedIndex", "snapshotIndex"] as const;

type Fields = { [name: string]: unknown };

/** What is remembered of a server beside its state. */
interface Aside {
  /** Its Raft's fields as they were told last, in this incarnation. */
  fields: Fields;
  entries: Entry[];
  /** The log begins with an entry that stands for nothing, as index 0 does. */
  hasDummy: boolean | undefined;
  /** Whom it voted for, and in which term, as far as messages show. */
  vote?: { term: number; candidate: Node };
  hasSnapshot: boolean;
}

function roleIn(fields: Fields): Role | undefined {
  for (const name of ["role", "state", "status"]) {
    const text = fields[name];
    const found = typeof text === "string" && /leader|candidate|follower/i.exec(text);
    if (found) return found[0].toLowerCase() as Role;
  }
  return undefined;
}

function integer(value: unknown): number | undefined {
  return Number.isInteger(value) ? (value as number) : undefined;
}

function entryOf(told: unknown): Entry {
  const { term, command, index, ...rest } = (typeof told === "object" && told !== null ? told : {}) as Fields;
  return { term: integer(term), command: JSON.stringify(command ?? rest), index: integer(index) };
}

/** Goes through a run, event by event. */
export class Servers {
  states: ServerState[];
  private readonly asides: Aside[];
  /** The servers' requests by call: what answers are read with. */
  private readonly requests = new Map<number, { method: string; args: JsonText }>();
  private readonly disconnected = new Set<Node>();
  private readonly cuts = new Map<string, readonly [Node, Node]>();
  private groups: readonly (readonly Node[])[] = [];

  constructor(private readonly servers: number) {
    this.states = Array.from({ length: servers }, () => BLANK);
    this.asides = Array.from({ length: servers }, newAside);
  }

  /** Takes the next event, and then what the servers were seen to remember after it. */
  take(event: TraceEvent, told: readonly Inspected[]): void {
    if (event.kind === "fault") this.fault(event);
    else if ("server" in event && event.server < this.servers) this.ofServer(event.server, event);
    for (const { server, fields } of told) this.tell(server, fieldsOf(fields));
  }

  private change(server: Node, change: Partial<ServerState>): void {
    this.states[server] = { ...this.states[server], ...change };
  }

  private ofServer(id: Node, event: TraceEvent & { server: Node }): void {
    switch (event.kind) {
      case "boot":
        return this.boot(id, event.incarnation);
      case "crash":
        return this.change(id, { isUp: false, isPaused: false });
      case "pause":
        return this.change(id, { isPaused: true });
      case "resume":
        return this.change(id, { isPaused: false });
      case "state":
        return this.state(id, event);
      case "send":
        this.requests.set(event.call, event);
        return this.send(id, event.method, fieldsOf(event.args));
      case "answer":
        return this.answer(id, event);
      case "started":
        return this.started(id, event);
      case "apply":
        return this.applied(id, event.index);
      case "applySnapshot":
        this.asides[id].hasSnapshot = true;
        return this.applied(id, event.index);
      case "snapshot":
        this.asides[id].hasSnapshot = true;
        return;
      case "save":
        return this.save(id, event.state);
    }
  }

  private boot(id: Node, incarnation: number): void {
    const { hasSnapshot, hasDummy } = this.asides[id];
    const { isCut, votedFor, log } = this.states[id];
    this.asides[id] = { ...newAside(), hasSnapshot, hasDummy };
    const isFirst = incarnation === 1;
    // What it saved it may have read again; what it kept in memory is gone.
    this.states[id] = {
      ...BLANK,
      ...{ isUp: true, isCut, role: inferred<Role>("follower") },
      votedFor: isFirst ? inferred(null) : asInferred(votedFor),
      log: isFirst ? inferred({ first: 1, length: 0, entries: [] }) : asInferred(log),
      commitIndex: hasSnapshot ? {} : inferred(0),
      lastApplied: hasSnapshot ? {} : inferred(0),
    };
  }

  private state(id: Node, { term, isLeader }: EventOf<"state">): void {
    const { role: before, term: earlier, votedFor } = this.states[id];
    const { vote, fields } = this.asides[id];
    const hasVoted = vote?.term === term;
    const isCandidate = hasVoted && vote.candidate === id && before.value !== "leader";
    const role: Role = isLeader ? "leader" : isCandidate ? "candidate" : "follower";
    this.change(id, { term: { value: term } });
    if (roleIn(fields) === undefined) this.change(id, { role: isLeader ? { value: role } : inferred(role) });
    const isFree = earlier.value !== undefined && term > earlier.value && !hasVoted;
    if (!("votedFor" in fields)) {
      const known = hasVoted ? inferred(vote.candidate) : isFree ? inferred(null) : votedFor;
      this.change(id, { votedFor: known });
    }
  }

  private votes(id: Node, term: unknown, candidate: unknown): void {
    if (typeof term !== "number" || typeof candidate !== "number") return;
    this.asides[id].vote = { term, candidate };
    const { term: own } = this.states[id];
    if (own.value === term && !("votedFor" in this.asides[id].fields)) {
      this.change(id, { votedFor: inferred(candidate) });
    }
  }

  private send(id: Node, method: string, args: Fields): void {
    if (method === "Raft.requestVote" && args.candidateId === id) {
      this.votes(id, args.term, id);
      if (roleIn(this.asides[id].fields) === undefined && this.states[id].role.value !== "leader") {
        this.change(id, { role: inferred<Role>("candidate") });
      }
    }
    if (method === "Raft.appendEntries") this.commits(id, integer(args.leaderCommit));
  }

  private answer(id: Node, { call, reply }: EventOf<"answer">): void {
    const request = this.requests.get(call);
    if (request === undefined) return;
    const said = fieldsOf(reply);
    if (said.voteGranted === true) {
      const args = fieldsOf(request.args);
      return this.votes(id, args.term, args.candidateId);
    }
    if (said.success === true) this.accepted(id, fieldsOf(request.args));
  }

  /** A follower took these entries in (Figure 2, AppendEntries 3 to 5). */
  private accepted(id: Node, { prevLogIndex, entries, leaderCommit }: Fields): void {
    const previous = integer(prevLogIndex);
    if (previous === undefined || !Array.isArray(entries)) return;
    const { log, role } = this.states[id];
    if (role.isInferred && role.value === "candidate") this.change(id, { role: inferred<Role>("follower") });
    const last = previous + entries.length;
    const commit = integer(leaderCommit);
    if (commit !== undefined) this.commits(id, Math.min(commit, last));
    if (!log.isInferred || log.value === undefined || entries.length === 0) return;
    this.change(id, { log: inferred(overwritten(log.value, previous + 1, entries.map(entryOf))) });
  }

  private started(id: Node, { index, term, isLeader }: EventOf<"started">): void {
    const { log } = this.states[id];
    if (!isLeader || !log.isInferred || log.value === undefined) return;
    this.change(id, { log: inferred(overwritten(log.value, index, [{ term, command: "" }])) });
  }

  /** The commit index is at least this. */
  private commits(id: Node, index: number | undefined): void {
    if (index === undefined || "commitIndex" in this.asides[id].fields) return;
    const { commitIndex } = this.states[id];
    this.change(id, { commitIndex: inferred(Math.max(index, commitIndex.value ?? 0)) });
  }

  private applied(id: Node, index: number): void {
    if (!("lastApplied" in this.asides[id].fields)) this.change(id, { lastApplied: { value: index } });
    this.commits(id, index);
  }

  /** What was saved shows vote and log, where it is an object with fields of these names. */
  private save(id: Node, state: string): void {
    const { fields } = this.asides[id];
    if ("votedFor" in fields && "log" in fields) return;
    const saved = fieldsOf(state);
    if (!("votedFor" in fields) && "votedFor" in saved) {
      const node = integer(saved.votedFor);
      this.change(id, { votedFor: inferred(node === undefined || node < 0 ? null : node) });
    }
    if ("log" in fields || !Array.isArray(saved.log)) return;
    const log = this.logOf(id, saved, saved.log.map(entryOf));
    this.change(id, { log: log === undefined ? {} : inferred(log) });
  }

  /** Its own fields. */
  private tell(id: Node, told: Fields): void {
    const aside = this.asides[id];
    Object.assign(aside.fields, told);
    const { fields } = aside;
    const change: { -readonly [K in keyof ServerState]?: ServerState[K] } = {};
    if (Array.isArray(told.log)) {
      const [kept, ...later] = told.log as [number, ...unknown[]];
      aside.entries = [...aside.entries.slice(0, kept), ...later.map(entryOf)];
    }
    const isShifted = SNAPSHOT_INDEX.some((name) => name in told);
    if (told.log !== undefined || isShifted) {
      const log = this.logOf(id, fields, aside.entries);
      change.log = log === undefined ? {} : { value: log };
    }
    if ("votedFor" in told) {
      const node = integer(told.votedFor);
      change.votedFor = { value: node === undefined || node < 0 ? null : node };
    }
    const role = roleIn(told);
    if (role !== undefined) change.role = { value: role };
    for (const name of ["commitIndex", "lastApplied"] as const) {
      const value = integer(told[name]);
      if (value !== undefined) change[name] = { value };
    }
    const term = integer(told.currentTerm);
    if (term !== undefined) change.term = { value: term };
    for (const name of ["nextIndex", "matchIndex"] as const) {
      if (name in told) change[name] = { value: JSON.stringify(told[name]) };
    }
    this.change(id, change);
  }

  /** `undefined` where nobody knows which index its first entry has. */
  private logOf(id: Node, fields: Fields, entries: readonly Entry[]): Log | undefined {
    const aside = this.asides[id];
    const { value: before } = this.states[id].log;
    const index = entries[0]?.index;
    if (index !== undefined && index > 0) return grown(before, index, entries);
    if (entries.length > 0) aside.hasDummy ??= !entries[0].term;
    else aside.hasDummy ??= false;
    const name = SNAPSHOT_INDEX.find((each) => integer(fields[each]) !== undefined);
    if (name === undefined && aside.hasSnapshot) return undefined;
    const covered = name === undefined ? 0 : Math.max(0, fields[name] as number);
    return grown(before, covered + 1, entries.slice(aside.hasDummy ? 1 : 0));
  }

  // ---- links ----

  /** Links as the words of faults tell of them (cluster.ts). */
  private fault({ verb, text }: EventOf<"fault">): void {
    const nodes = nodesIn(text);
    if (verb === "disconnect") nodes.forEach((node) => this.disconnected.add(node));
    if (verb === "reconnect") nodes.forEach((node) => this.disconnected.delete(node));
    // Cut off from a clerk alone it still has its cluster.
    if (verb === "cut" && nodes.length === 2) this.cuts.set(text.slice("cut ".length), [nodes[0], nodes[1]]);
    if (verb === "mend") this.cuts.delete(text.slice("mend ".length));
    if (verb === "partition") this.groups = (text.match(/\{[^}]*\}/g) ?? []).map(nodesIn);
    if (verb === "heal") {
      this.disconnected.clear();
      this.cuts.clear();
      this.groups = [];
    }
    this.states.forEach((state, id) => {
      const isCut = this.isCut(id);
      if (state.isCut !== isCut) this.change(id, { isCut });
    });
  }

  /** Of two groups it is the smaller one that is cut off; of two as large both are. */
  private isCut(id: Node): boolean {
    if (this.disconnected.has(id) || [...this.cuts.values()].some((pair) => pair.includes(id))) return true;
    const own = this.groups.find((group) => group.includes(id));
    return own !== undefined && this.groups.some((group) => group !== own && group.length >= own.length);
  }
}

function nodesIn(text: string): Node[] {
  return [...text.matchAll(/S(\d+)/g)].map((found) => Number(found[1]));
}

function asInferred<T>({ value }: Known<T>): Known<T> {
  return value === undefined ? {} : inferred(value);
}

function newAside(): Aside {
  return { fields: {}, entries: [], hasDummy: undefined, hasSnapshot: false };
}

/** A log of these entries. Where they go on from those of the log before, both share them. */
function grown(before: Log | undefined, first: number, entries: readonly Entry[]): Log {
  const { length } = entries;
  if (before?.first !== first || before.length > length || before.entries.length !== before.length) {
    return { first, length, entries: [...entries] };
  }
  for (let i = 0; i < before.length; i++) {
    const [a, b] = [before.entries[i], entries[i]];
    if (a !== b && (a.term !== b.term || a.command !== b.command)) return { first, length, entries: [...entries] };
  }
  (before.entries as Entry[]).push(...entries.slice(before.length));
  return { first, length, entries: before.entries };
}

/** The log with these entries from an index on: what conflicts goes, and all that follows it. */
function overwritten(log: Log, from: number, later: readonly Entry[]): Log {
  const entries = log.entries.slice(0, log.length);
  const before = entries.slice(0, Math.max(0, from - log.first));
  const beyond = entries.slice(before.length);
  const fits = later.slice(Math.max(0, log.first - from));
  const conflicts = fits.some((entry, i) => beyond[i] !== undefined && beyond[i].term !== entry.term);
  const kept = conflicts ? [] : beyond.slice(fits.length);
  return grown(log, log.first, [...before, ...fits, ...kept]);
}

/** A state, and the place of the event from which on it is so. */
export interface Since {
  from: number;
  state: ServerState;
}

/** The last of these that began at a place or before it, by its position. */
export function lastUpTo(all: readonly { from: number }[], place: number): number {
  let [low, high] = [0, all.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (all[middle].from <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

function looksAlike(a: ServerState, b: ServerState): boolean {
  const isSame = a.role.value === b.role.value && a.term.value === b.term.value;
  return isSame && a.isUp === b.isUp && a.isPaused === b.isPaused && a.isCut === b.isCut;
}

/** The states of a whole run, at any event. */
export class History {
  /** By server, ascending: each change. */
  private readonly changes: Since[][];
  /** By server, ascending: changes of role, term, links, and of whether it is up. */
  readonly spans: Since[][];

  constructor(events: readonly TraceEvent[], told: readonly Inspected[], servers: number) {
    this.changes = Array.from({ length: servers }, () => [{ from: 0, state: BLANK }]);
    this.spans = this.changes.map((list) => [...list]);
    const all = new Servers(servers);
    let next = 0;
    events.forEach((event, place) => {
      const from = next;
      while (next < told.length && told[next].n <= event.n) next++;
      all.take(event, next === from ? NONE : told.slice(from, next));
      for (let id = 0; id < servers; id++) this.note(id, place, all.states[id]);
    });
  }

  private note(id: Node, from: number, state: ServerState): void {
    const changes = this.changes[id];
    if (changes[changes.length - 1].state === state) return;
    changes.push({ from, state });
    const spans = this.spans[id];
    if (!looksAlike(spans[spans.length - 1].state, state)) spans.push({ from, state });
  }

  /** The servers after the event at a place of the list; as they were before the run for a place below 0. */
  at(place: number): readonly ServerState[] {
    return this.changes.map((changes) => (place < 0 ? BLANK : changes[lastUpTo(changes, place)].state));
  }
}

const NONE: readonly Inspected[] = [];
