/** For tests: a long run, as a cluster of some servers would leave it. */
import type { TraceEvent } from "../../trace/event";
import type { Inspected } from "../../trace/inspected";
import { Trace } from "../../trace/trace";

/** A leader a hundred rounds long, which replicates a command in every tenth; faults between two of them. */
const ROUNDS = 100;

/** What such a run is. */
export interface LongRun {
  events: TraceEvent[];
  states: Inspected[];
}

/** At least so many events, of so many servers. */
export function longRun(count: number, servers = 5): LongRun {
  const trace = new Trace();
  const states: Inspected[] = [];
  let atUs = 0;
  let call = 0;
  const log: { term: number; command: string }[] = [];
  const others = (leader: number) => Array.from({ length: servers }, (_, id) => id).filter((id) => id !== leader);
  const heartbeat = (leader: number, term: number, entries: readonly unknown[]): void => {
    const first = call + 1;
    for (const to of others(leader)) {
      const prevLogIndex = log.length - entries.length;
      const args = { term, leaderId: leader, prevLogIndex, prevLogTerm: term, entries, leaderCommit: prevLogIndex };
      const sent = { kind: "send", server: leader, to, call: ++call, method: "Raft.appendEntries" } as const;
      trace.record(atUs, { ...sent, args: JSON.stringify(args) });
    }
    others(leader).forEach((to, i) => {
      const at = atUs + 700 + 150 * i;
      if ((first + i) % 97 === 0) {
        trace.record(at, { kind: "lose", call: first + i, part: "request", from: leader, to, why: "lost" });
        return;
      }
      trace.record(at, { kind: "deliver", server: to, from: leader, call: first + i, copy: 0 });
      trace.record(at, { kind: "arm", server: to, timer: first, delayUs: 300_000 });
      const state = JSON.stringify({ currentTerm: term, votedFor: leader, log });
      if (entries.length > 0) trace.record(at, { kind: "save", server: to, state, sizeBytes: state.length });
      const reply = JSON.stringify({ term, success: true });
      trace.record(at, { kind: "answer", server: to, to: leader, call: first + i, reply });
      if (entries.length > 0) states.push({ n: trace.events.length - 1, server: to, fields: fieldsOf(log, term) });
    });
    others(leader).forEach((from, i) => {
      if ((first + i) % 97 === 0) return;
      trace.record(atUs + 2_000 + 100 * i, { kind: "return", server: leader, from, call: first + i });
    });
    atUs += 100_000;
  };

  const scenario = { lab: "2b", scenario: "long", seed: 1, edits: "", servers };
  trace.record(0, { kind: "run", format: 1, ...scenario });
  for (let server = 0; server < servers; server++) trace.record(0, { kind: "boot", server, incarnation: 1 });
  for (let term = 1; trace.events.length < count; term++) {
    const leader = term % servers;
    trace.record(atUs, {
      kind: "fault",
      verb: "disconnect",
      fault: term,
      text: `disconnect S${(leader + 1) % servers}`,
    });
    trace.record(atUs, { kind: "state", server: leader, term, isLeader: true });
    for (const server of others(leader)) trace.record(atUs, { kind: "state", server, term, isLeader: false });
    for (let round = 0; round < ROUNDS && trace.events.length < count; round++) {
      const entry = { term, command: `command ${log.length}` };
      if (round % 10 === 0) log.push(entry);
      heartbeat(leader, term, round % 10 === 0 ? [entry] : []);
    }
    trace.record(atUs, { kind: "fault", verb: "heal", fault: 0, text: "heal all links" });
  }
  return { events: trace.events, states };
}

function fieldsOf(log: readonly unknown[], term: number): string {
  return JSON.stringify({ currentTerm: term, commitIndex: log.length - 1, log: [log.length - 1, log[log.length - 1]] });
}
