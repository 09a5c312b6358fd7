import type { ApplyCh, ApplyMsg, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

interface Entry {
  index: number;
  term: number;
  command: Json;
}

/** The last entry that a snapshot covers, and its text. */
interface Snapshot {
  index: number;
  term: number;
  text: string;
}

type Message = { from: number; term: number } & (
  | { kind: "vote?"; lastIndex: number; lastTerm: number }
  | { kind: "vote!" }
  | { kind: "append"; prevIndex: number; prevTerm: number; entries: readonly Entry[]; commit: number }
  | { kind: "have"; upTo: number }
  | { kind: "lack"; prevIndex: number; end: number }
  | { kind: "restore"; snapshot: Snapshot }
  /** To one who speaks in a term that is over. */
  | { kind: "stale" }
);

type Body = Message extends infer M ? (M extends Message ? Omit<M, "from" | "term"> : never) : never;

type Event =
  | { kind: "time" }
  | { kind: "message"; message: Message }
  | { kind: "command"; command: Json }
  | { kind: "compact"; index: number; text: string };

type Effect = { kind: "send"; to: number; message: Message } | { kind: "apply"; msg: ApplyMsg };

type Role =
  | { is: "follower" }
  | { is: "candidate"; votes: readonly number[] }
  | { is: "leader"; next: readonly number[]; match: readonly number[] };

/** All that a server knows. It is never changed: each step makes another. */
interface State {
  readonly me: number;
  readonly size: number;
  readonly term: number;
  readonly votedFor: number | null;
  readonly log: readonly Entry[];
  readonly snapshot: Snapshot;
  readonly commit: number;
  readonly role: Role;
  /** When the next election or heartbeat is due, if nothing else comes. */
  readonly dueMs: number;
}

/** What a step may look at beside its state. */
interface Now {
  ms: number;
  /** In [0, 1). */
  dice: number;
}

type Step = readonly [State, readonly Effect[]];

const HEARTBEAT_MS = 100;
const ELECTION_MIN_MS = 200;
const ELECTION_SPREAD_MS = 400;

// ---- steps ----

/** What becomes of a state by an event, and what is to be done about it, in order. */
function step(state: State, event: Event, now: Now): Step {
  switch (event.kind) {
    case "time":
      if (now.ms < state.dueMs) return [state, []];
      return state.role.is === "leader" ? beat(state, now) : campaign(state, now);
    case "message":
      return onMessage(state, event.message, now);
    case "command":
      return propose(state, event.command);
    case "compact":
      return compact(state, event.index, event.text);
  }
}

function onMessage(before: State, message: Message, now: Now): Step {
  const state = message.term > before.term ? yieldTo(before, message.term, now) : before;
  if (message.term < state.term) return [state, send(state, message.from, { kind: "stale" })];
  switch (message.kind) {
    case "vote?":
      return vote(state, message.from, message.lastIndex, message.lastTerm, now);
    case "vote!":
      return elect(state, message.from, now);
    case "append":
      return append(follow(state, now), message);
    case "have":
      return acknowledge(state, message.from, message.upTo);
    case "lack":
      return backUp(state, message.from, message.prevIndex, message.end);
    case "restore":
      return restore(follow(state, now), message.from, message.snapshot);
    case "stale":
      return [state, []];
  }
}

function campaign(before: State, now: Now): Step {
  const role: Role = { is: "candidate", votes: [] };
  const state = { ...before, role, term: before.term + 1, votedFor: before.me, dueMs: electionDue(now) };
  const lastIndex = endOf(state);
  const asked = toOthers(state, () => ({ kind: "vote?", lastIndex, lastTerm: termAt(state, lastIndex)! }));
  return then([state, [...asked]], (next) => elect(next, next.me, now));
}

function vote(state: State, candidate: number, lastIndex: number, lastTerm: number, now: Now): Step {
  const ownTerm = termAt(state, endOf(state))!;
  const isBehind = lastTerm < ownTerm || (lastTerm === ownTerm && lastIndex < endOf(state));
  if (isBehind || (state.votedFor !== null && state.votedFor !== candidate)) return [state, []];
  const voted = { ...state, votedFor: candidate, dueMs: electionDue(now) };
  return [voted, send(voted, candidate, { kind: "vote!" })];
}

function elect(state: State, voter: number, now: Now): Step {
  if (state.role.is !== "candidate" || state.role.votes.includes(voter)) return [state, []];
  const votes = [...state.role.votes, voter];
  if (votes.length <= state.size / 2) return [{ ...state, role: { is: "candidate", votes } }, []];
  const everybody = Array.from({ length: state.size });
  const next = everybody.map(() => endOf(state) + 1);
  const match = everybody.map((_, server) => (server === state.me ? endOf(state) : 0));
  return beat({ ...state, role: { is: "leader", next, match } }, now);
}

function beat(state: State, now: Now): Step {
  return [{ ...state, dueMs: now.ms + HEARTBEAT_MS }, toOthers(state, (to) => news(state, to))];
}

function propose(before: State, command: Json): Step {
  const entry = { index: endOf(before) + 1, term: before.term, command };
  const state = { ...before, log: [...before.log, entry] };
  const sent = toOthers(state, (to) => news(state, to));
  return then([state, sent], (next) => acknowledge(next, next.me, entry.index));
}

function append(state: State, message: Message & { kind: "append" }): Step {
  const { from, prevIndex, prevTerm, entries, commit } = message;
  const own = termAt(state, prevIndex);
  // Below the snapshot all agree: what it covers is committed.
  if (prevIndex >= state.snapshot.index && own !== prevTerm) {
    return [state, send(state, from, { kind: "lack", prevIndex, end: Math.min(endOf(state), prevIndex - 1) })];
  }
  const news = entries.filter(({ index, term }) => index > state.snapshot.index && termAt(state, index) !== term);
  const firstNew = news.length > 0 ? news[0].index : Infinity;
  const log = [
    ...state.log.filter(({ index }) => index < firstNew),
    ...entries.filter(({ index }) => index >= firstNew),
  ];
  const upTo = prevIndex + entries.length;
  return then(commitTo({ ...state, log: news.length > 0 ? log : state.log }, Math.min(commit, upTo)), (next) => [
    next,
    send(next, from, { kind: "have", upTo }),
  ]);
}

function acknowledge(state: State, from: number, upTo: number): Step {
  if (state.role.is !== "leader") return [state, []];
  const { next, match } = state.role;
  const role: Role = {
    is: "leader",
    next: next.map((index, server) => (server === from ? Math.max(index, upTo + 1) : index)),
    match: match.map((index, server) => (server === from ? Math.max(index, upTo) : index)),
  };
  const held = [...role.match].sort((a, b) => b - a)[Math.floor(state.size / 2)];
  const told = { ...state, role };
  return termAt(state, held) === state.term ? commitTo(told, held) : [told, []];
}

function backUp(state: State, from: number, prevIndex: number, end: number): Step {
  if (state.role.is !== "leader" || state.role.next[from] !== prevIndex + 1) return [state, []];
  if (prevIndex <= state.role.match[from]) return [state, []];
  const { match } = state.role;
  const next = state.role.next.map((index, server) => (server === from ? Math.max(match[from], end) + 1 : index));
  const backed = { ...state, role: { ...state.role, next } };
  return [backed, send(backed, from, news(backed, from))];
}

function restore(state: State, from: number, snapshot: Snapshot): Step {
  const { index: snapshotIndex, term: snapshotTerm, text } = snapshot;
  const have = (next: State): Step => [next, send(next, from, { kind: "have", upTo: snapshotIndex })];
  if (snapshotIndex <= state.commit) return have(state);
  const agrees = termAt(state, snapshotIndex) === snapshotTerm;
  const log = agrees ? state.log.filter(({ index }) => index > snapshotIndex) : [];
  const msg: ApplyMsg = { snapshot: text, snapshotIndex, snapshotTerm };
  return then([{ ...state, log, snapshot, commit: snapshotIndex }, [{ kind: "apply", msg }]], have);
}

function compact(state: State, index: number, text: string): Step {
  if (index <= state.snapshot.index) return [state, []];
  const snapshot = { index, term: termAt(state, index)!, text };
  return [{ ...state, snapshot, log: state.log.filter((entry) => entry.index > index) }, []];
}

// ---- parts of steps ----

/** One step after the other. */
function then([state, effects]: Step, go: (state: State) => Step): Step {
  const [next, more] = go(state);
  return [next, [...effects, ...more]];
}

function commitTo(state: State, commit: number): Step {
  if (commit <= state.commit) return [state, []];
  const fresh = state.log.filter(({ index }) => index > state.commit && index <= commit);
  return [
    { ...state, commit },
    fresh.map(({ index, command }): Effect => ({ kind: "apply", msg: { index, command } })),
  ];
}

function yieldTo(state: State, term: number, now: Now): State {
  const dueMs = state.role.is === "leader" ? electionDue(now) : state.dueMs;
  return { ...state, term, votedFor: null, role: { is: "follower" }, dueMs };
}

function follow(state: State, now: Now): State {
  return { ...state, role: { is: "follower" }, dueMs: electionDue(now) };
}

function electionDue({ ms, dice }: Now): number {
  return ms + ELECTION_MIN_MS + dice * ELECTION_SPREAD_MS;
}

/** What a leader has to tell a server, from the first entry on of which it doesn't know that the server has it. */
function news(state: State, to: number): Body {
  if (state.role.is !== "leader") throw new Error("only a leader has news");
  const prevIndex = state.role.next[to] - 1;
  const prevTerm = termAt(state, prevIndex);
  if (prevTerm === undefined) return { kind: "restore", snapshot: state.snapshot };
  const entries = state.log.filter(({ index }) => index > prevIndex);
  return { kind: "append", prevIndex, prevTerm, entries, commit: state.commit };
}

function send(state: State, to: number, body: Body): Effect[] {
  return [{ kind: "send", to, message: { from: state.me, term: state.term, ...body } as Message }];
}

function toOthers(state: State, body: (to: number) => Body): Effect[] {
  const servers = Array.from({ length: state.size }, (_, server) => server);
  return servers.flatMap((to) => (to === state.me ? [] : send(state, to, body(to))));
}

function endOf({ log, snapshot }: State): number {
  return log.at(-1)?.index ?? snapshot.index;
}

/** Of an entry that the log or the end of the snapshot has; `undefined` of others. */
function termAt({ log, snapshot }: State, index: number): number | undefined {
  return index === snapshot.index ? snapshot.term : log[index - 1 - snapshot.index]?.term;
}

// ---- the shell ----

/**
 * Raft as a state machine: a pure function makes of a state and an event the next state and an outbox, and this class
 * does what the outbox says, after it has saved. Servers answer each other with messages of their own, not with replies.
 */
export class Raft {
  private state: State;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isKilled = false;

  constructor(
    private readonly peers: readonly Peer[],
    me: number,
    private readonly persister: Persister,
    private readonly applyCh: ApplyCh,
  ) {
    const saved = persister.readRaftState() ?? JSON.stringify({ term: 0, votedFor: null, index: 0, of: 0, log: [] });
    const { term, votedFor, index, of, log } = JSON.parse(saved) as {
      term: number;
      votedFor: number | null;
      index: number;
      of: number;
      log: Entry[];
    };
    const snapshot = { index, term: of, text: persister.readSnapshot() ?? "" };
    const now = { ms: performance.now(), dice: Math.random() };
    this.state = {
      ...{ me, size: peers.length, term, votedFor, log, snapshot, commit: index },
      ...{ role: { is: "follower" }, dueMs: electionDue(now) },
    };
    this.arm();
  }

  start(command: Json): StartResult {
    const isLeader = this.state.role.is === "leader" && !this.isKilled;
    if (isLeader) this.happen({ kind: "command", command });
    return { index: endOf(this.state), term: this.state.term, isLeader };
  }

  getState(): RaftState {
    return { term: this.state.term, isLeader: this.state.role.is === "leader" };
  }

  snapshot(index: number, text: string): void {
    this.happen({ kind: "compact", index, text });
  }

  kill(): void {
    this.isKilled = true;
    clearTimeout(this.timer);
  }

  /** The only RPC that is in use. */
  receive(message: Message): void {
    this.happen({ kind: "message", message });
  }

  requestVote(message: Message): void {
    this.receive(message);
  }

  appendEntries(message: Message): void {
    this.receive(message);
  }

  private happen(event: Event): void {
    if (this.isKilled) return;
    const before = this.state;
    const [state, effects] = step(before, event, { ms: performance.now(), dice: Math.random() });
    this.state = state;
    this.save(before);
    for (const effect of effects) this.perform(effect);
    if (state.dueMs !== before.dueMs || event.kind === "time") this.arm();
  }

  private perform(effect: Effect): void {
    if (effect.kind === "apply") this.applyCh.send(effect.msg);
    if (effect.kind === "send") void this.peers[effect.to].call("Raft.receive", effect.message);
  }

  private save(before: State): void {
    const { term, votedFor, log, snapshot } = this.state;
    const isSame = term === before.term && votedFor === before.votedFor && log === before.log;
    if (isSame && snapshot === before.snapshot) return;
    const text = JSON.stringify({ term, votedFor, index: snapshot.index, of: snapshot.term, log });
    this.persister.save(text, snapshot === before.snapshot ? undefined : snapshot.text);
  }

  private arm(): void {
    clearTimeout(this.timer);
    const event: Event = { kind: "time" };
    this.timer = setTimeout(() => this.happen(event), Math.max(0, this.state.dueMs - performance.now()));
  }
}
