import fc from "fast-check";
import { decode, encode } from "./codec";
import type { TraceEvent } from "./event";

const json = fc.json();
const canonicalJson = json.map((text) => JSON.stringify(JSON.parse(text)));
const common = { n: fc.nat(), atUs: fc.nat(), server: fc.nat({ max: 6 }) };

/** One arbitrary for each way in which a field is written: raw JSON, text, number, boolean, list, object, left out. */
const events = fc.oneof(
  fc.record({
    ...common,
    kind: fc.constant("send"),
    to: fc.nat(),
    call: fc.nat(),
    method: fc.string(),
    args: canonicalJson,
  }),
  fc.record({ ...common, kind: fc.constant("answer"), to: fc.nat(), call: fc.nat(), reply: canonicalJson }),
  fc.record({ ...common, kind: fc.constant("apply"), index: fc.nat(), command: canonicalJson }),
  fc.record({ ...common, kind: fc.constant("log"), level: fc.string(), text: fc.string({ unit: "binary" }) }),
  fc.record({ ...common, kind: fc.constant("started"), index: fc.integer(), term: fc.nat(), isLeader: fc.boolean() }),
  fc.record({ ...common, kind: fc.constant("unmet"), servers: fc.array(fc.nat()), expected: fc.string() }),
  fc.record({
    ...common,
    kind: fc.constant("throw"),
    error: fc.record({ text: fc.string(), frames: fc.array(fc.string()) }),
  }),
) as fc.Arbitrary<TraceEvent>;

test("decode gives back what encode was given, on one line of JSON", () => {
  fc.assert(
    fc.property(events, (event) => {
      const line = encode(event);
      expect(line).not.toContain("\n");
      expect(() => JSON.parse(line) as unknown).not.toThrow();
      expect(decode(line)).toEqual(event);
      expect(encode(decode(line))).toBe(line);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test("JSON that crossed the mailbox stands in the line as it is; a field left out isn't there", () => {
  const send = { n: 3, atUs: 1_500, kind: "send", server: 0, to: 1, call: 9, method: "Raft.x", args: '{"b":[1,"é"]}' };
  expect(encode(send as TraceEvent)).toBe(
    '{"n":3,"atUs":1500,"kind":"send","server":0,"to":1,"call":9,"method":"Raft.x","args":{"b":[1,"é"]}}',
  );
  const answer = { n: 4, atUs: 0, kind: "answer", server: 1, to: 0, call: 9, reply: "null" };
  expect(encode(answer as TraceEvent)).toMatch(/,"reply":null}$/);
  const apply = { n: 5, atUs: 0, kind: "apply", server: 1, index: 1, command: '"c"' };
  expect(encode(apply as TraceEvent)).toMatch(/,"command":"c"}$/);
  const save = { n: 0, atUs: 0, kind: "save", server: 0, state: '{"a":1}', sizeBytes: 7, snapshot: undefined };
  expect(encode(save as TraceEvent)).toBe(
    '{"n":0,"atUs":0,"kind":"save","server":0,"state":"{\\"a\\":1}","sizeBytes":7}',
  );
});

test("n and atUs come first, wherever the recorder put them", () => {
  expect(encode({ kind: "end", atUs: 2, n: 1 })).toBe('{"n":1,"atUs":2,"kind":"end"}');
});
