import { Edits, type StoryPart } from "./edits";

describe("edits of a run", () => {
  test("nothing is changed by none", () => {
    const none = new Edits("");
    expect([none.next("fault"), none.next("command"), none.next("wait"), none.next("fault")]).toEqual([1, 1, 1, 2]);
    expect([none.servers, none.bendsStory, none.hasTaken("fault", "command", "wait")]).toEqual([
      undefined,
      false,
      false,
    ]);
    expect(none.messageEdit(0, 1, 0)).toBeUndefined();
    expect([none.takeCrash(0, 1), none.isEarly(0, 1)]).toEqual([false, false]);
  });

  test("faults, commands and waits are left out by their numbers, each kind by its own, alone and in stretches", () => {
    const edits = new Edits("f2,c1-2,c4,w3");
    const first = (part: StoryPart): (number | undefined)[] => [1, 2, 3, 4].map(() => edits.next(part));
    expect(edits.hasTaken("fault", "command", "wait")).toBe(false);
    expect(first("fault")).toEqual([1, undefined, 3, 4]);
    expect([edits.hasTaken("fault"), edits.hasTaken("command", "wait")]).toEqual([true, false]);
    expect(first("command")).toEqual([undefined, undefined, 3, undefined]);
    expect(first("wait")).toEqual([1, 2, undefined, 4]);
    expect(edits.bendsStory).toBe(true);
    expect(edits.dispensable).toEqual(["f1", "f3", "f4", "c3", "w1", "w2", "w4"]);
  });

  test("waits last no longer than is said, and what is left of them can be halved", () => {
    const edits = new Edits("w1.30,w2.900,w3");
    expect([edits.nextWaitMs(100), edits.hasTaken("wait")]).toEqual([30, true]);
    expect([100, 100, 19].map((ms) => edits.nextWaitMs(ms))).toEqual([100, 0, 19]);
    expect(edits.halvable).toEqual(["w1.15", "w2.50"]);
    expect(edits.dispensable).toEqual(["w1", "w2", "w4"]);
    expect(edits.bendsStory).toBe(true);
    const unmoved = new Edits("w1.900");
    expect([unmoved.nextWaitMs(100), unmoved.hasTaken("wait")]).toEqual([100, false]);
  });

  test("nodes that never boot: what a clerk among them is asked for is left out", () => {
    const edits = new Edits("k0,k5-6");
    expect([0, 1, 4, 5, 6, 7].filter((node) => edits.isAbsent(node))).toEqual([0, 5, 6]);
    expect([edits.bootsClerk(5), edits.bootsClerk(7)]).toEqual([false, true]);
    expect([edits.next("command", 5), edits.next("command", 7)]).toEqual([undefined, 2]);
    expect(edits.dispensable).toEqual(["k7", "c2"]);
    expect([edits.bendsStory, edits.hasTaken("command")]).toEqual([true, true]);
  });

  test("the cluster's size, of which the story wasn't written", () => {
    expect([new Edits("s3").servers, new Edits("s3").bendsStory]).toEqual([3, true]);
  });

  test("messages are pardoned by their numbers, in stretches, and all at once", () => {
    const edits = new Edits("m0-1.17,m0-1.20-29,m2-0.0-1");
    const seen = [edits.messageEdit(0, 1, 17), edits.messageEdit(1, 0, 17), edits.messageEdit(0, 1, 18)];
    expect(seen).toEqual(["pardoned", undefined, undefined]);
    expect([19, 20, 29, 30].map((number) => edits.messageEdit(0, 1, number) === "pardoned")).toEqual([
      ...[false, true, true, false],
    ]);
    const all = new Edits("m,l0-1.3");
    expect([all.messageEdit(3, 4, 999), all.messageEdit(0, 1, 3)]).toEqual(["pardoned", "lost"]);
    expect(all.bendsStory).toBe(false);
    all.suffered(3, 4, 7);
    expect(all.dispensable).toEqual(["m3-4.7"]);
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
    for (const text of [
      "x1",
      "e0-1.2",
      "l0.1",
      "f1.2",
      "f",
      "c1-",
      "w-1",
      "w1-3.20",
      "k",
      "s0",
      "s8",
      "m1",
      "l0-1.2-3",
      ",",
      "p7",
      "p7.0.60",
      "p7.3.0",
    ])
      expect(() => new Edits(text)).toThrow("is no edit");
    expect(() => new Edits("f2,lose")).toThrow(/^"lose" is no edit; edits are parts joined by commas/);
  });
});
