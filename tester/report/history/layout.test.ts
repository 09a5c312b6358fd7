import fc from "fast-check";
import type { PageOperation } from "./history-report";
import { byName, layOut } from "./layout";

const SCALE = { stepPx: 10, narrowestPx: 50 };

function operation(client: string, from: number, to: number | null, rest: Partial<PageOperation> = {}): PageOperation {
  const text = `${client}@${from}`;
  return { client, part: 0, text, label: text, from, to, place: null, isSmallest: false, isStuck: false, ...rest };
}

test("only the events that are shown take room, and no bar is too narrow to read", () => {
  const { bars, widthPx } = layOut([operation("0", 1000, 1001), operation("1", 5000, 9000)], SCALE);
  expect(bars.map(({ leftPx, widthPx }) => [leftPx, widthPx])).toEqual([
    [10, 50],
    [70, 50],
  ]);
  expect(widthPx).toBe(120 + 50);
});

test("what never returned reaches the end, and who went on after it has a second row", () => {
  const { bars, lanes, rows, widthPx } = layOut(
    [operation("S10", 1, null), operation("S10", 2, 3), operation("S9", 4, 5), operation("S10", 6, 7)],
    SCALE,
  );
  expect(bars[0].leftPx + bars[0].widthPx).toBe(widthPx);
  expect(bars.map(({ row }) => row)).toEqual([1, 2, 0, 2]);
  expect(lanes).toEqual([
    { client: "S9", row: 0, rows: 1 },
    { client: "S10", row: 1, rows: 2 },
  ]);
  expect(rows).toBe(3);
});

test("the longest order stops after its last point", () => {
  const { bars, stopPx } = layOut(
    [operation("0", 1, 2, { place: 1 }), operation("0", 3, 4, { isStuck: true }), operation("1", 5, 6)],
    SCALE,
  );
  expect(stopPx).toBeGreaterThan(bars[0].leftPx + bars[0].pointPx!);
  expect(stopPx).toBeLessThan(bars[1].leftPx);
  expect(layOut([operation("0", 1, 2, { place: 1 })], SCALE).stopPx).toBeUndefined();
});

test("nothing at all is no error", () => {
  expect(layOut([], SCALE)).toMatchObject({ bars: [], lanes: [], rows: 0 });
});

/** A history that was linearizable while it was made: 0 invokes, takes effect or returns, client by client. */
function made(turns: readonly number[]): PageOperation[] {
  const done: PageOperation[] = [];
  const open = new Map<number, PageOperation>();
  let place = 0;
  turns.forEach((client, event) => {
    const own = open.get(client);
    if (own === undefined) {
      open.set(client, operation(String(client), event, null));
      done.push(open.get(client)!);
    } else if (own.place === null) own.place = ++place;
    else {
      own.to = event;
      open.delete(client);
    }
  });
  return done;
}

test("points come in the order of their numbers, each on its own bar", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 80 }), (turns) => {
      const { bars } = layOut(made(turns), SCALE);
      const placed = bars.filter(({ operation }) => operation.place !== null);
      placed.sort((a, b) => a.operation.place! - b.operation.place!);
      let lastPx = 0;
      for (const { leftPx, widthPx, pointPx } of placed) {
        expect(pointPx).toBeGreaterThan(0);
        expect(pointPx).toBeLessThan(widthPx);
        expect(leftPx + pointPx!).toBeGreaterThan(lastPx);
        lastPx = leftPx + pointPx!;
      }
    }),
  );
});

test("clients that a violation is told with stand on top", () => {
  const shown = [
    operation("1", 1, 2),
    operation("2", 3, 4, { isStuck: true }),
    operation("3", 5, 6, { isSmallest: true }),
  ];
  expect(layOut(shown, SCALE).lanes.map(({ client }) => client)).toEqual(["2", "3", "1"]);
});

test("clients stand in the order in which people count", () => {
  expect(["C10", "C2", "C1"].sort(byName)).toEqual(["C1", "C2", "C10"]);
});
