import fc from "fast-check";
import { packed, unpacked } from "./packing";
import { longRun } from "./sample";
import type { TimelineData } from "./timeline-report";

const dataOf = (changes: Partial<TimelineData>): TimelineData => ({
  ...{ servers: 3, events: [], states: [], marks: [], omitted: 0 },
  ...changes,
});

test("what was packed comes out again, whatever the texts are", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 120 }),
    fc.string({ maxLength: 8 }).map((part) => part.repeat(20)),
  );
  const event = fc.record({ server: fc.nat(2), state: text, snapshot: fc.option(text, { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(event), fc.array(text), fc.nat(9), (saves, fields, omitted) => {
      const events = saves.map(({ snapshot, ...rest }, i) => ({
        ...{ n: omitted + i, atUs: i, kind: "save" as const, ...rest, sizeBytes: 1 },
        ...(snapshot === undefined ? {} : { snapshot }),
      }));
      const states = fields.map((each, n) => ({ n, server: n % 2, fields: each }));
      const data = dataOf({ events, states, omitted });
      expect(unpacked(packed(data))).toEqual(data);
    }),
  );
});

test("a log that is saved again with each entry isn't written again", () => {
  const { events, states } = longRun(5_000);
  const data = dataOf({ servers: 5, events: events.filter(({ kind }) => kind === "save"), states });
  data.events.forEach((event, n) => (event.n = n));
  const text = packed(data);
  expect(text.length).toBeLessThan(JSON.stringify(data).length / 3);
  expect(unpacked(text)).toEqual(data);
});
