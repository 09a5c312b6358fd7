import type { Happening } from "./event";
import { firstDifference, Trace } from "./trace";

function traceOf(...happenings: Happening[]): Trace {
  const trace = new Trace();
  for (const [i, happening] of happenings.entries()) trace.record(i * 10, happening);
  return trace;
}

const BOOT: Happening = { kind: "boot", server: 0, incarnation: 1 };
const STEP: Happening = { kind: "step", text: "one\ntwo" };
const APPLY: Happening = { kind: "apply", server: 0, index: 1, command: '{"a":[null]}' };

test("events are numbered from 0, and come back from their lines", () => {
  const trace = traceOf(BOOT, STEP, APPLY);
  expect(trace.events.map(({ n, atUs }) => [n, atUs])).toEqual([
    [0, 0],
    [1, 10],
    [2, 20],
  ]);
  const read = Trace.parse(trace.jsonl());
  expect(read.events).toEqual(trace.events);
  expect(read.hash()).toBe(trace.hash());
});

test("the hash is that of the lines", () => {
  expect(new Trace().hash()).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test.each([
  ["an event more", traceOf(BOOT, STEP, APPLY, { kind: "end" })],
  ["an event less", traceOf(BOOT, STEP)],
  ["another order", traceOf(STEP, BOOT, APPLY)],
  ["another field", traceOf(BOOT, STEP, { ...APPLY, index: 2 })],
  ["another command", traceOf(BOOT, STEP, { ...APPLY, command: '{"a":[0]}' })],
])("%s changes the hash", (_, other) => {
  expect(other.hash()).not.toBe(traceOf(BOOT, STEP, APPLY).hash());
});

test("another instant changes the hash", () => {
  const late = new Trace();
  late.record(1, BOOT);
  expect(late.hash()).not.toBe(traceOf(BOOT).hash());
});

test.each(["nonsense", "null", "5", '{"n":2,"atUs":0,"kind":"end"}', '{"n":1', '"n"'])(
  "parse names the line that is no event: %s",
  (line) => {
    const text = traceOf(BOOT).jsonl() + line + "\n";
    expect(() => Trace.parse(text)).toThrow(new Error("line 2 is not event 1 of a trace"));
  },
);

test("firstDifference finds the first event in which two traces differ", () => {
  const trace = traceOf(BOOT, STEP, APPLY);
  expect(firstDifference(trace, traceOf(BOOT, STEP, APPLY))).toBeUndefined();
  expect(firstDifference(trace, traceOf(BOOT, { ...STEP, text: "x" }, BOOT))).toEqual({
    n: 1,
    a: '{"n":1,"atUs":10,"kind":"step","text":"one\\ntwo"}',
    b: '{"n":1,"atUs":10,"kind":"step","text":"x"}',
  });
  expect(firstDifference(trace, traceOf(BOOT, STEP))).toMatchObject({ n: 2, b: undefined });
  expect(firstDifference(traceOf(BOOT), trace)).toMatchObject({ n: 1, a: undefined });
});
