import { brokenRules } from "../diagnose";
import { Stage } from "../stage";

function rules(stage: Stage): string[] {
  return brokenRules(stage.events)
    .map(({ rule }) => rule)
    .filter((rule) => rule !== "majority-elects");
}

/** S0 has three entries, and is told to cut them at index 2. */
function cut(log: number[], base: number, baseTerm: number): Stage {
  const stage = new Stage(3, "2d");
  stage.save(0, 2, { log: [1, 2, 2] });
  stage.state(0, 2);
  stage.record({ kind: "snapshot", server: 0, index: 2, snapshot: "up to 2" });
  stage.save(0, 2, { log, base, baseTerm, snapshot: "up to 2" });
  return stage;
}

test("a log cut at its snapshot keeps what follows, and the term of the last entry that goes", () => {
  expect(rules(cut([2], 2, 2))).toEqual([]);
  expect(rules(cut([], 2, 2))).toEqual(["snapshot-replaces-its-prefix"]);
  expect(rules(cut([2], 2, 1))).toEqual(["positions-count-the-snapshot"]);
  expect(rules(cut([2, 2], 1, 1))).toEqual(["snapshot-saved-with-its-state"]);
});

test("a leader's snapshot: entries that fit it stay", () => {
  for (const log of [[2], []]) {
    const stage = new Stage(3, "2d");
    stage.save(0, 2, { log: [1, 2, 2] });
    stage.state(0, 2);
    stage.state(1, 2, "leader");
    const call = stage.installSnapshot(1, 0, 2, 2, 2);
    stage.save(0, 2, { log, base: 2, baseTerm: 2, snapshot: "up to 2" });
    stage.answer(call, { term: 2 });
    expect(rules(stage)).toEqual(log.length > 0 ? [] : ["snapshot-replaces-its-prefix"]);
  }
});

test("a snapshot older than what was applied is handed up", () => {
  const stage = new Stage(3, "2d");
  stage.state(1, 1, "leader");
  stage.appendEntries(1, 0, 1, [0, 0], [1, 1, 1], 3);
  for (const index of [1, 2, 3]) stage.apply(0, index);
  stage.installSnapshot(1, 0, 1, 2, 1);
  stage.record({ kind: "applySnapshot", server: 0, index: 2, term: 1, snapshot: "up to 2" });
  expect(rules(stage)).toContain("old-snapshots-ignored");
});
