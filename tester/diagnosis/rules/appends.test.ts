import { brokenRules } from "../diagnose";
import { Stage, type Terms } from "../stage";

/** S0's log is `had`; S1, leader of term 2, sends; S0 saves `has`, and answers. */
function sent(had: Terms, prev: [number, number], entries: Terms, has: Terms, success = true): string[] {
  const stage = new Stage();
  stage.save(0, 1, { log: had });
  stage.state(0, 1);
  stage.state(1, 2, "leader");
  const call = stage.appendEntries(1, 0, 2, prev, entries);
  stage.save(0, 2, { log: has });
  stage.answer(call, { term: 2, success });
  stage.state(0, 2);
  return brokenRules(stage.events)
    .filter(({ servers }) => servers[0] === 0)
    .map(({ rule }) => rule);
}

test("entries that follow the log are right, and so is a conflict that goes", () => {
  expect(sent([1], [1, 1], [2], [1, 2])).toEqual([]);
  expect(sent([1, 1, 1], [1, 1], [2], [1, 2])).toEqual([]);
  expect(sent([1, 1, 1], [1, 1], [1], [1, 1, 1])).toEqual([]);
  expect(sent([1], [2, 2], [2], [1], false)).toEqual([]);
});

test("success without the entry before", () => {
  expect(sent([1], [3, 2], [2], [1, 2])).toContain("previous-entry-checked");
  expect(sent([1, 1], [2, 2], [2], [1, 1, 2])).toContain("previous-entry-checked");
});

test("a conflicting entry, or what follows it, that stays", () => {
  expect(sent([1, 1], [1, 1], [2], [1, 1])).toEqual(["conflicts-removed"]);
  expect(sent([1, 1, 1], [1, 1], [2], [1, 2, 1])).toEqual(["conflicts-removed"]);
});

test("matching entries that are cut", () => {
  expect(sent([1, 1, 1], [1, 1], [1], [1, 1])).toEqual(["matching-entries-kept"]);
});

test("a refusal that stores", () => {
  expect(sent([1], [1, 2], [2], [1, 2], false)).toEqual(["refusal-changes-nothing"]);
});

test("an entry stored otherwise than it was sent", () => {
  const other = { term: 2, command: "other" };
  expect(sent([1], [1, 1], [2], [1, other])).toEqual(["entries-stored-as-sent"]);
});

test("what a server may have in memory alone isn't judged: a second message before the first is answered", () => {
  const stage = new Stage();
  stage.save(0, 2, { log: [1] });
  stage.state(0, 2);
  stage.state(1, 2, "leader");
  const first = stage.appendEntries(1, 0, 2, [1, 1], [2]);
  const second = stage.appendEntries(1, 0, 2, [2, 2], [2]);
  stage.save(0, 2, { log: [1, 2, 2] });
  stage.answer(first, { term: 2, success: true });
  stage.answer(second, { term: 2, success: true });
  expect(brokenRules(stage.events)).toEqual([]);
});
