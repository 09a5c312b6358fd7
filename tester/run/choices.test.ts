import type { Happening } from "../trace/event";
import { Trace } from "../trace/trace";
import { choicesIn } from "./choices";

function traceOf(happenings: readonly Happening[], stepUs = 1_000): Trace {
  const trace = new Trace();
  for (const [i, happening] of happenings.entries()) trace.record(i * stepUs, happening);
  return trace;
}

const send = (server: number, to: number, call: number): Happening => ({
  ...{ kind: "send", server, to, call, method: "Raft.x", args: "1" },
});

const HAPPENINGS: Happening[] = [
  { kind: "arm", server: 0, timer: 1, delayUs: 300_000 },
  { kind: "arm", server: 0, timer: 2, delayUs: 1_000 },
  { kind: "save", server: 0, state: "s", sizeBytes: 1 },
  send(0, 1, 1),
  send(0, 0, 2),
  send(0, 1, 3),
  { kind: "answer", server: 1, to: 0, call: 1, reply: "null" },
  { kind: "apply", server: 1, index: 1, command: "1" },
];

test("each message, thing done and long timer is a place to go another way, by its own number", () => {
  const edits = choicesIn(traceOf(HAPPENINGS), 100, true).choices.map(({ n, edit }) => `${n} ${edit}`);
  expect(edits).toEqual([
    "0 e0.1",
    "2 x0.1",
    "3 x0.2",
    ...["3 l0-1.0", "3 h0-1.0", "3 d0-1.0"],
    "4 x0.3",
    "5 x0.4",
    ...["5 l0-1.1", "5 h0-1.1", "5 d0-1.1"],
    "6 x1.1",
    ...["6 l1-0.0", "6 h1-0.0"],
    "7 x1.2",
  ]);
});

test("only among the first events, and crashes only where servers crash", () => {
  expect(choicesIn(traceOf(HAPPENINGS), 4, false).choices.map(({ edit }) => edit)).toEqual([
    ...["e0.1", "l0-1.0", "h0-1.0", "d0-1.0"],
  ]);
});

test("runs are of one shape when every server was told the same in its own order, at whatever instants", () => {
  const shape = (happenings: readonly Happening[], stepUs?: number): string =>
    choicesIn(traceOf(happenings, stepUs), 0, false).shape;
  const sends = [send(0, 1, 1), send(1, 0, 2), send(2, 1, 3)];
  const [a, b, c]: Happening[] = [
    { kind: "deliver", server: 1, from: 0, call: 1, copy: 0 },
    { kind: "deliver", server: 0, from: 1, call: 2, copy: 0 },
    { kind: "deliver", server: 1, from: 2, call: 3, copy: 0 },
  ];
  expect(shape([...sends, b, a, c], 7)).toBe(shape([...sends, a, b, c]));
  expect(shape([...sends, c, a, b])).not.toBe(shape([...sends, a, b, c]));
  expect(shape([...sends, a, b])).not.toBe(shape([...sends, a, b, c]));
});
