import { apply, applySnapshot, breach, save, snapshot, start, wordsOf } from "./lone-trace";

const begun = [start(0, "1"), start(0, "2"), apply(0, 1, "1"), apply(0, 2, "2"), snapshot(0, 1), snapshot(0, 2)];

test("a snapshot of another index", () => {
  expect(wordsOf(breach([...begun, applySnapshot(1, 2, "state at 1")]))).toEqual({
    law: "snapshots-cover-what-was-applied",
    servers: [1],
    what: "S1 hands up a snapshot as that of index 2.",
    expected: "snapshotIndex 1",
    got: "snapshotIndex 2",
  });
});

test("a snapshot that no service has made", () => {
  const expected = { law: "snapshots-cover-what-was-applied", expected: "a text that was given to snapshot" };
  expect(breach([...begun, applySnapshot(1, 2, "state of 2")])).toMatchObject({ ...expected, got: '"state of 2"' });
  expect(breach([...begun, save(1, "")])).toMatchObject({ ...expected, got: '""' });
});

test("the service's own, saved and handed up; in lab 3 the service is a student's", () => {
  expect(breach([...begun, save(0, "state at 2"), save(0), applySnapshot(1, 2)])).toBeUndefined();
  expect(breach([save(0, "{}"), applySnapshot(1, 7, "{}")], undefined, "3b")).toBeUndefined();
});
