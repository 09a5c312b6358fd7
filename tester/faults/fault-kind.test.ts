import type { Happening, TraceEvent } from "../trace/event";
import { FAULT_KINDS, faultsIn } from "./fault-kind";

/** Events, a millisecond apart unless told otherwise. */
function count(...happenings: (Happening & { afterUs?: number })[]): object {
  let atUs = 0;
  const events = happenings.map(({ afterUs = 1_000, ...happening }, n): TraceEvent => {
    atUs += afterUs;
    return { ...happening, n, atUs };
  });
  return Object.fromEntries(faultsIn(events));
}

const send: Happening = { kind: "send", server: 0, to: 1, call: 7, method: "m", args: "[]" };
const deliver = { kind: "deliver", server: 1, from: 0, call: 7, copy: 0 } as const;
const held: Happening = { kind: "held", call: 7, part: "request", from: 0, to: 1 };

test("a quiet run has no faults", () => {
  expect(count({ kind: "boot", server: 0, incarnation: 1 }, send, deliver, { kind: "end" })).toEqual({});
});

test("each kind is told by its event", () => {
  const fault = (verb: "disconnect" | "partition" | "cut" | "echo" | "hold" | "heal"): Happening => {
    return { kind: "fault", verb, fault: 1, text: "" };
  };
  const counted = count(
    ...(["disconnect", "partition", "cut", "echo", "hold", "heal"] as const).map(fault),
    held,
    { kind: "lose", call: 1, part: "reply", from: 0, to: 1, why: "lost" },
    { kind: "lose", call: 2, part: "reply", from: 0, to: 1, why: "down" },
    { ...deliver, copy: 1 },
    send,
    { kind: "pause", server: 0 },
    { kind: "kill", server: 0 },
    { kind: "crash", server: 0, incarnation: 1, kept: 0, cut: 0 },
    { kind: "boot", server: 0, incarnation: 2 },
    { kind: "crash", server: 0, incarnation: 2, kept: 1, cut: 0 },
    { kind: "applySnapshot", server: 0, index: 1, term: 1, snapshot: "" },
    { ...send, call: 8 },
    { ...deliver, call: 8, afterUs: 2_001 },
  );
  expect(counted).toEqual(Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 1])));
});

test("what was held or waited for a paused server isn't late", () => {
  expect(count(send, held, { ...deliver, afterUs: 9_000 })).toEqual({ hold: 1 });
  expect(count(send, { kind: "resume", server: 1, afterUs: 9_000 }, deliver)).toEqual({});
  expect(count({ kind: "resume", server: 1 }, send, { ...deliver, afterUs: 9_000 })).toEqual({ delay: 1 });
});
