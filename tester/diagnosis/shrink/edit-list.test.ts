import fc from "fast-check";
import { Edits } from "../../trace/edits";
import { editsWith, editText } from "./edit-list";

test("numbers that follow each other stand as one stretch, whatever order they were left out in", () => {
  expect(editText(["f3", "s3", "c1", "f1", "f2", "m0-1.4", "m0-1.5", "m1-0.5", "w7", "m", "x0.12"])).toBe(
    "s3,m,x0.12,f1-3,c1,m0-1.4-5,m1-0.5,w7",
  );
  expect(editText([])).toBe("");
});

test("a text leaves out what its edits do, and nothing else", () => {
  const edit = fc.tuple(fc.constantFrom("f", "c", "w"), fc.integer({ min: 1, max: 15 }));
  fc.assert(
    fc.property(fc.array(edit), (edits) => {
      const read = new Edits(editText(edits.map(([letter, number]) => `${letter}${number}`)));
      for (const [letter, part] of [["f", "fault"] as const, ["c", "command"] as const, ["w", "wait"] as const]) {
        for (let number = 1; number <= 16; number++) {
          const isLeftOut = edits.some(([l, n]) => l === letter && n === number);
          expect(read.next(part) === undefined).toBe(isLeftOut);
        }
      }
    }),
  );
});

test("a wait of which less is left now has one edit, and the others stay", () => {
  expect(editsWith(["w3.120", "w30.9", "m0-1.3", "f1"], ["w3.60"])).toEqual(["w30.9", "m0-1.3", "f1", "w3.60"]);
  expect(editsWith(["w3.120", "m0-1.3"], ["w3", "c1"])).toEqual(["m0-1.3", "w3", "c1"]);
  expect(editText(["k3", "k4", "w3.60", "w4"])).toBe("w3.60,k3-4,w4");
});
