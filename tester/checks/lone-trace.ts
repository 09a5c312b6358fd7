/** For tests: a trace written by hand, and what the laws say of it. */
import type { EventOf, Happening } from "../trace/event";
import { Trace } from "../trace/trace";
import { judge, type Law } from "./law";
import { laws as allLaws } from "./laws";
import type { Violation } from "./violation";

const RUN: Happening = { kind: "run", format: 1, lab: "2b", scenario: "x", seed: 1, edits: "", servers: 3 };

/** What happened, 100 ms after what was before; or at its own instant. */
export type Told = Happening & { atMs?: number };

/** The first breach in a trace of three booted servers, of these laws or of all. */
export function breach(told: readonly Told[], laws: readonly Law[] = allLaws, lab = "2b"): Violation | undefined {
  const trace = new Trace();
  const judged = judge(laws, trace.record(0, { ...RUN, lab } as Happening) as EventOf<"run">);
  const boots = [0, 1, 2].map((server): Told => ({ kind: "boot", server, incarnation: 1, atMs: 0 }));
  let nowMs = 0;
  for (const { atMs = nowMs + 100, ...happening } of [...boots, ...told]) {
    nowMs = atMs;
    const violation = judged(trace.record(atMs * 1_000, happening));
    if (violation !== undefined) return violation;
  }
  return undefined;
}

/** The parts of a breach that its law chooses. */
export function wordsOf(violation: Violation | undefined): object | undefined {
  if (violation === undefined) return undefined;
  const { law, servers, what, expected, got } = violation;
  return { law, servers, what, expected, got };
}

export const state = (server: number, term: number, isLeader: boolean): Told => ({
  kind: "state",
  server,
  term,
  isLeader,
});
export const start = (server: number, command: string): Told => ({ kind: "start", server, command });
export const started = (server: number, index: number, term: number, isLeader = true): Told => ({
  ...{ kind: "started", server, index, term, isLeader },
});
export const apply = (server: number, index: number, command: string): Told => ({
  kind: "apply",
  server,
  index,
  command,
});
/** The tester, as the service, hands a snapshot down; or Raft hands one up. */
export const snapshot = (server: number, index: number, text = `state at ${index}`): Told => ({
  ...{ kind: "snapshot", server, index, snapshot: text },
});
export const applySnapshot = (server: number, index: number, text = `state at ${index}`): Told => ({
  ...{ kind: "applySnapshot", server, index, term: 1, snapshot: text },
});
export const save = (server: number, text?: string): Told => ({
  ...{ kind: "save", server, state: "", sizeBytes: 0, snapshot: text, snapshotBytes: text?.length },
});
export const crash = (server: number): Told => ({ kind: "crash", server, incarnation: 1, kept: 0, cut: 0 });
export const boot = (server: number, incarnation = 2): Told => ({ kind: "boot", server, incarnation });
export const END: Told = { kind: "end" };
