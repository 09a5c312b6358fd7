import { Edits } from "./edits";

describe("edits of a run", () => {
  test("nothing is changed by none", () => {
    expect(new Edits("").omits(1)).toBe(false);
    expect(new Edits("").messageEdit(0, 1, 0)).toBeUndefined();
    expect([new Edits("").takeCrash(0, 1), new Edits("").isEarly(0, 1)]).toEqual([false, false]);
  });

  test("faults are left out and messages pardoned by their numbers", () => {
    const edits = new Edits("f2,m0-1.17");
    expect([edits.omits(1), edits.omits(2)]).toEqual([false, true]);
    const seen = [edits.messageEdit(0, 1, 17), edits.messageEdit(1, 0, 17), edits.messageEdit(0, 1, 18)];
    expect(seen).toEqual(["pardoned", undefined, undefined]);
  });

  test("messages are lost, held up and doubled, servers crash and timers expire, each by its name", () => {
    const edits = new Edits("l0-1.0,h1-0.3,d2-1.4,x0.12,e2.5");
    const messages = [edits.messageEdit(0, 1, 0), edits.messageEdit(1, 0, 3), edits.messageEdit(2, 1, 4)];
    expect(messages).toEqual(["lost", "heldUp", "doubled"]);
    expect([edits.takeCrash(1, 12), edits.takeCrash(0, 12), edits.takeCrash(0, 12)]).toEqual([false, true, false]);
    const twice = new Edits("x0.12,x0.12");
    expect([1, 2, 3].map(() => twice.takeCrash(0, 12))).toEqual([true, true, false]);
    expect([edits.isEarly(2, 5), edits.isEarly(2, 6)]).toEqual([true, false]);
  });

  test("a schedule by priorities", () => {
    expect(new Edits("p7.3.60").priorities).toEqual({ draw: 7, depth: 3, within: 60 });
    expect(new Edits("").priorities).toBeUndefined();
  });

  test("anything else is refused in a sentence", () => {
    for (const text of ["x1", "e0-1.2", "l0.1", "f1.2", "m", ",", "p7", "p7.0.60", "p7.3.0"])
      expect(() => new Edits(text)).toThrow("is no edit");
    expect(() => new Edits("f2,lose")).toThrow(/^"lose" is no edit; edits are parts joined by commas/);
  });
});
