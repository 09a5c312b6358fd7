import type { Happening } from "../trace/event";
import { Trace } from "../trace/trace";
import { perfettoOf, type PerfettoFile, type TraceRecord } from "./perfetto";
import { breachesOfFormat } from "./perfetto-rules";

/** Two servers and a clerk: a vote, a loss, a pause, a crash, a handler that waits, operations. */
const STORY: [number, Happening][] = [
  [0, { kind: "run", format: 1, lab: "3a", scenario: "x", seed: 7, edits: "", servers: 2 }],
  [0, { kind: "boot", server: 0, incarnation: 1 }],
  [0, { kind: "boot", server: 1, incarnation: 1 }],
  [0, { kind: "boot", server: 2, incarnation: 1 }],
  [0, { kind: "state", server: 0, term: 0, isLeader: false }],
  [10, { kind: "fire", server: 0, timer: 1 }],
  [10, { kind: "send", server: 0, to: 1, call: 1, method: "Raft.requestVote", args: '{"term":1}' }],
  [10, { kind: "state", server: 0, term: 1, isLeader: false }],
  [900, { kind: "deliver", server: 1, from: 0, call: 1, copy: 0 }],
  [900, { kind: "answer", server: 1, to: 0, call: 1, reply: '{"voteGranted":true}' }],
  [950, { kind: "deliver", server: 1, from: 0, call: 1, copy: 1 }],
  [950, { kind: "answer", server: 1, to: 0, call: 1, reply: '{"voteGranted":true}' }],
  [1_700, { kind: "return", server: 0, from: 1, call: 1 }],
  [1_700, { kind: "state", server: 0, term: 1, isLeader: true }],
  [1_700, { kind: "lose", call: 1, part: "reply", from: 1, to: 0, why: "late" }],
  [2_000, { kind: "invoke", server: 2, operation: 1, op: "get", key: "a" }],
  [2_000, { kind: "send", server: 2, to: 0, call: 2, method: "KVServer.get", args: '{"key":"a"}' }],
  [2_500, { kind: "deliver", server: 0, from: 2, call: 2, copy: 0 }],
  [3_000, { kind: "pause", server: 0 }],
  [3_100, { kind: "resume", server: 0 }],
  [3_100, { kind: "answer", server: 0, to: 2, call: 2, reply: '{"value":""}' }],
  [3_900, { kind: "return", server: 2, from: 0, call: 2 }],
  [3_900, { kind: "ok", server: 2, operation: 1, value: "" }],
  [4_000, { kind: "invoke", server: 2, operation: 2, op: "put", key: "a", value: "b" }],
  [5_000, { kind: "crash", server: 0, incarnation: 1, kept: 0, cut: 0 }],
  [6_000, { kind: "end" }],
];

function fileOf(story: [number, Happening][]): PerfettoFile {
  const trace = new Trace();
  for (const [atUs, happening] of story) trace.record(atUs, happening);
  return perfettoOf(trace.events, "3a/x/7");
}

function named(file: PerfettoFile, ph: TraceRecord["ph"]): [string, number | undefined, number | undefined][] {
  return file.traceEvents.filter((each) => each.ph === ph).map(({ name, ts, dur }) => [name, ts, dur]);
}

test("a run keeps the format's rules", () => {
  expect(breachesOfFormat(JSON.stringify(fileOf(STORY)))).toEqual([]);
});

test("terms of a leader, outages, events, arrows, operations and handlers that wait", () => {
  const file = fileOf(STORY);
  const slices = named(file, "X");
  expect(slices).toContainEqual(["leader of term 1", 1_700, 3_300]);
  expect(slices).toContainEqual(["term 1", 10, 1_690]);
  expect(slices).toContainEqual(["paused", 3_000, 100]);
  expect(slices).toContainEqual(["down", 5_000, 1_000]);
  expect(slices).toContainEqual(["<- S0 requestVote #1", 900, 50]);
  expect(slices).toContainEqual(["after the pause", 3_100, 100]);
  expect(named(file, "s").map(([name, ts]) => [name, ts])).toEqual([
    ["requestVote", 10],
    ["requestVote", 10],
    ["reply to requestVote", 950],
    ["get", 2_000],
    ["reply to get", 3_100],
  ]);
  expect(named(file, "b").map(([name, ts]) => [name, ts])).toEqual([
    ['get("a")', 2_000],
    ["get", 2_500],
    ['put("a", "b")', 4_000],
  ]);
  expect(named(file, "e").map(([name, ts]) => [name, ts])).toEqual([
    ["get", 3_100],
    ['get("a")', 3_900],
    ['put("a", "b")', 6_000],
  ]);
  expect(named(file, "i").map(([name]) => name)).toEqual([
    "x reply to requestVote #1 to S0: late",
    "pause",
    "resume",
    "crash",
  ]);
});

/** Ways to break a file, and what the rules say. */
const BREAKS: [string, (events: TraceRecord[]) => void, RegExp][] = [
  ["half a microsecond", (events) => (events.at(-1)!.ts! += 0.5), /expected int/],
  ["a slice without its length", (events) => delete first(events, "X").dur, /dur/],
  ["a field that the phase hasn't", (events) => (first(events, "C").dur = 1), /Unrecognized key: "dur"/],
  ["a counter of words", (events) => (first(events, "C").args = { term: "one" }), /expected number/],
  ["a phase that isn't", (events) => ((first(events, "i") as { ph: string }).ph = "I"), /ph/],
  ["process 0", (events) => (first(events, "X").pid = 0), /pid/],
  ["metadata late", (events) => events.push(events.shift()!), /process_name of process 1 stands after other events/],
  ["a process without a name", (events) => (first(events, "X").pid = 77), /process 77 has no name/],
  [
    "a thread of two processes",
    (events) => (first(events, "X").tid = 10),
    /thread 10 of process \d+ has no name, or two/,
  ],
  ["a process with two names", (events) => events.unshift({ ...events[0] }), /process 1 has two names/],
  ["out of order", (events) => (events.at(-1)!.ts = 0), /at 0 stands after/],
  ["slices across each other", (events) => (slice(events, "leader of term 1").ts = 1_000), /sticks out of another/],
  ["an async slice that never ends", (events) => remove(events, "e"), /^b of .* without e$/],
  ["an end without a begin", (events) => remove(events, "b"), /^e of .* without b before it$/],
  ["an arrow that goes nowhere", (events) => remove(events, "f"), /^s of .* without f$/],
  ["an arrow from nowhere", (events) => remove(events, "s"), /^f of .* without s before it$/],
  ["two arrows of one id", (events) => events.push({ ...last(events, "s"), ts: 9_000 }), /^s of .* twice$/],
  [
    "an arrow that hangs in the air",
    (events) => remove(events, "X", "<- C0 get #2"),
    /^f of get at 2500 lies in no slice of thread 20$/,
  ],
];

function first(events: TraceRecord[], ph: TraceRecord["ph"]): TraceRecord {
  return events.find((each) => each.ph === ph)!;
}

function last(events: TraceRecord[], ph: TraceRecord["ph"]): TraceRecord {
  return events.filter((each) => each.ph === ph).at(-1)!;
}

function slice(events: TraceRecord[], name: string): TraceRecord {
  return events.find((each) => each.ph === "X" && each.name === name)!;
}

function remove(events: TraceRecord[], ph: TraceRecord["ph"], name?: string): void {
  const i = events.findIndex((each) => each.ph === ph && (name === undefined || each.name === name));
  events.splice(i, 1);
}

test.each(BREAKS)("the rules find %s", (_, spoil, sentence) => {
  const file = fileOf(STORY);
  spoil(file.traceEvents);
  expect(breachesOfFormat(JSON.stringify(file))).toContainEqual(expect.stringMatching(sentence));
});
