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
export function breach(told: readonly Told[], laws: readonly Law[] = allLaws): Violation | undefined {
  const trace = new Trace();
  const judged = judge(laws, trace.record(0, RUN) as EventOf<"run">);
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
export const boot = (server: number, incarnation = 2): Told => ({ kind: "boot", server, incarnation });
export const END: Told = { kind: "end" };
