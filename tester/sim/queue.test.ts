import fc from "fast-check";
import { DueQueue, type Due } from "./queue";

/** Instants from few values, so that ties are common; `undefined` is a pop. */
const steps = fc.array(fc.option(fc.nat({ max: 20 }), { nil: undefined }), { maxLength: 200 });

test("pops what a sorted array would, ties in the order of scheduling", () => {
  fc.assert(
    fc.property(steps, (atUsOrPop) => {
      const queue = new DueQueue<Due>();
      let sorted: Due[] = [];
      for (const [order, atUs] of atUsOrPop.entries()) {
        if (atUs === undefined) {
          expect(queue.pop()).toEqual(sorted.shift());
        } else {
          queue.push({ atUs, order });
          sorted = [...sorted, { atUs, order }].sort((a, b) => a.atUs - b.atUs || a.order - b.order);
        }
        expect(queue.size).toBe(sorted.length);
      }
      while (sorted.length > 0) expect(queue.pop()).toEqual(sorted.shift());
      expect(queue.pop()).toBeUndefined();
    }),
    { seed: 1 },
  );
});
