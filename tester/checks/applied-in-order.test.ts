import { apply, applySnapshot, boot, breach, crash, save, snapshot, start, wordsOf, type Told } from "./lone-trace";

const [a, b]: Told[] = [start(0, "1"), start(0, "2")];

test("an entry is left out", () => {
  expect(wordsOf(breach([a, b, apply(1, 2, "2")]))).toEqual({
    law: "applied-in-order",
    servers: [1],
    what: "S1 skips an entry.",
    expected: "index 1",
    got: "index 2",
  });
});

test("an entry is applied twice", () => {
  expect(wordsOf(breach([a, b, apply(1, 1, "1"), apply(1, 2, "2"), apply(1, 2, "2")]))).toEqual({
    law: "applied-in-order",
    servers: [1],
    what: "S1 applies index 2 a second time.",
    expected: "index 3",
    got: "index 2",
  });
  expect(breach([a, apply(1, 0, "1")])).toMatchObject({ law: "applied-in-order", got: "index 0" });
});

test("each server counts for itself, from 1 again after a restart", () => {
  const told = [a, b, apply(1, 1, "1"), apply(0, 1, "1"), boot(1), apply(1, 1, "1"), apply(1, 2, "2")];
  expect(breach(told)).toBeUndefined();
});

describe("with snapshots", () => {
  /** S0 applies two entries and saves a snapshot of the first. */
  const begun = [a, b, apply(0, 1, "1"), apply(0, 2, "2"), snapshot(0, 1), save(0, "state at 1")];

  test("a server goes on after the one that it was handed, and after the one that it booted over", () => {
    expect(breach([...begun, save(1, "state at 1"), applySnapshot(1, 1), apply(1, 2, "2")])).toBeUndefined();
    expect(breach([...begun, crash(0), boot(0), apply(0, 2, "2")])).toBeUndefined();
  });

  test("the one that it booted over may be handed up again", () => {
    expect(breach([...begun, crash(0), boot(0), applySnapshot(0, 1), apply(0, 2, "2")])).toBeUndefined();
  });

  test("an entry that a snapshot covers is applied again", () => {
    const again = (name: string) => ({ what: `${name} applies index 1 a second time.`, expected: "index 2" });
    expect(breach([...begun, applySnapshot(1, 1), apply(1, 1, "1")])).toMatchObject(again("S1"));
    expect(breach([...begun, crash(0), boot(0), apply(0, 1, "1")])).toMatchObject(again("S0"));
  });

  test("an entry after it is left out", () => {
    const three = start(0, "3");
    expect(breach([...begun, three, crash(0), boot(0), apply(0, 3, "3")])).toMatchObject({
      law: "applied-in-order",
      what: "S0 skips an entry.",
    });
  });

  test("a snapshot takes the service back", () => {
    expect(wordsOf(breach([...begun, applySnapshot(0, 1)]))).toEqual({
      law: "applied-in-order",
      servers: [0],
      what: "S0 hands up a snapshot of entries that it has applied already: the service would go back.",
      expected: "a snapshotIndex above 2",
      got: "snapshotIndex 1",
    });
  });

  test("in lab 3 the first index after a boot over a snapshot is the service's own affair, the next ones aren't", () => {
    const told = [save(0, "its own"), crash(0), boot(0), apply(0, 7, "7"), apply(0, 8, "8")];
    expect(breach(told, undefined, "3b")).toBeUndefined();
    expect(breach([...told, apply(0, 10, "10")], undefined, "3b")).toMatchObject({ law: "applied-in-order" });
    expect(breach([crash(0), boot(0), apply(0, 7, "7")], undefined, "3b")).toMatchObject({ law: "applied-in-order" });
  });
});
