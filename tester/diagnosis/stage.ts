/** For tests: traces made by hand, in the words of the paper. Each line of theirs is 1 ms later than the one before. */
import type { Violation } from "../checks/violation";
import type { Happening, Node, TraceEvent } from "../trace/event";
import { Trace } from "../trace/trace";

/** A log as terms: command `n` stands at index `n`, or what is given. */
export type Terms = readonly (number | { term: number; command: unknown })[];

/** What is saved, apart from the term. */
interface SavedFields {
  votedFor?: Node | null;
  log?: Terms;
  base?: number;
  baseTerm?: number;
  snapshot?: string;
}

function entriesFrom(first: number, terms: Terms): { term: number; command: unknown }[] {
  return terms.map((each, i) => (typeof each === "number" ? { term: each, command: first + i } : each));
}

export class Stage {
  private readonly trace = new Trace();
  private calls = 0;
  private readonly ends = new Map<number, { from: Node; to: Node }>();

  constructor(servers = 3, lab = "2b") {
    this.record({ kind: "run", format: 1, lab, scenario: "staged", seed: 1, edits: "", servers });
    for (let id = 0; id < servers; id++) this.record({ kind: "boot", server: id, incarnation: 1 });
  }

  get events(): readonly TraceEvent[] {
    return this.trace.events;
  }

  record(happening: Happening): TraceEvent {
    return this.trace.record(this.trace.events.length * 1_000, happening);
  }

  /** Its election timer fires: what it does next is done on that. */
  fire(server: Node): void {
    this.record({ kind: "fire", server, timer: 1 });
  }

  restart(server: Node, incarnation = 2): void {
    this.record({ kind: "crash", server, incarnation: incarnation - 1, kept: 0, cut: 0 });
    this.record({ kind: "boot", server, incarnation });
  }

  state(server: Node, term: number, role: "follower" | "leader" = "follower"): void {
    this.record({ kind: "state", server, term, isLeader: role === "leader" });
  }

  save(server: Node, currentTerm: number, fields: SavedFields = {}): void {
    const { votedFor = null, log = [], base = 0, baseTerm = 0, snapshot } = fields;
    const place = base === 0 ? {} : { lastIncludedIndex: base, lastIncludedTerm: baseTerm };
    const state = JSON.stringify({ currentTerm, votedFor, log: entriesFrom(base + 1, log), ...place });
    const carried = snapshot === undefined ? {} : { snapshot, snapshotBytes: snapshot.length };
    this.record({ kind: "save", server, state, sizeBytes: state.length, ...carried });
  }

  apply(server: Node, index: number, command: unknown = index): void {
    this.record({ kind: "apply", server, index, command: JSON.stringify(command) });
  }

  /** `from` asks `to` for its vote, and `to` is handed that. @returns the call, to be answered */
  requestVote(from: Node, to: Node, term: number, lastLogIndex = 0, lastLogTerm = 0): number {
    return this.call(from, to, "Raft.requestVote", { term, candidateId: from, lastLogIndex, lastLogTerm });
  }

  appendEntries(
    from: Node,
    to: Node,
    term: number,
    prev: [index: number, term: number],
    log: Terms,
    commit = 0,
  ): number {
    const [prevLogIndex, prevLogTerm] = prev;
    const entries = entriesFrom(prevLogIndex + 1, log);
    const args = { term, leaderId: from, prevLogIndex, prevLogTerm, entries, leaderCommit: commit };
    return this.call(from, to, "Raft.appendEntries", args);
  }

  installSnapshot(from: Node, to: Node, term: number, lastIncludedIndex: number, lastIncludedTerm: number): number {
    const args = { term, leaderId: from, lastIncludedIndex, lastIncludedTerm, data: `up to ${lastIncludedIndex}` };
    return this.call(from, to, "Raft.installSnapshot", args);
  }

  call(from: Node, to: Node, method: string, args: object): number {
    const call = this.calls++;
    this.ends.set(call, { from, to });
    this.record({ kind: "send", server: from, to, call, method, args: JSON.stringify(args) });
    this.record({ kind: "deliver", server: to, from, call, copy: 0 });
    return call;
  }

  answer(call: number, reply: object): void {
    const { from, to } = this.ends.get(call)!;
    this.record({ kind: "answer", server: to, to: from, call, reply: JSON.stringify(reply) });
  }

  /** The reply reaches whoever asked. */
  return(call: number): void {
    const { from, to } = this.ends.get(call)!;
    this.record({ kind: "return", server: from, from: to, call });
  }

  /** The run fails here, by a law. */
  violation(law: string, servers: Node[] = []): Violation {
    const { n, atUs } = this.record({ kind: "step", text: "the end" });
    const words = { title: "", source: "", what: "it went wrong", expected: "", got: "", often: "" };
    return { law, n, atUs, servers, frames: [], ...words };
  }
}
