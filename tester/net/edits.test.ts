import { Edits } from "./edits";

describe("edits of a run", () => {
  test("nothing is changed by none", () => {
    expect(new Edits("").omits(1)).toBe(false);
    expect(new Edits("").pardons(0, 1, 0)).toBe(false);
  });

  test("faults are left out and messages pardoned by their numbers", () => {
    const edits = new Edits("f2,m0-1.17");
    expect([edits.omits(1), edits.omits(2)]).toEqual([false, true]);
    expect([edits.pardons(0, 1, 17), edits.pardons(1, 0, 17), edits.pardons(0, 1, 18)]).toEqual([true, false, false]);
  });

  test("anything else is refused in a sentence", () => {
    expect(() => new Edits("f2,lose")).toThrow(/^"lose" is no edit; edits are parts joined by commas/);
  });
});
