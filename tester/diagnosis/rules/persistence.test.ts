import { brokenRules } from "../diagnose";
import { Stage } from "../stage";

function rules(stage: Stage): string[] {
  return brokenRules(stage.events).map(({ rule }) => rule);
}

test("an answer before the term, or the entry, is saved", () => {
  for (const isSaved of [true, false]) {
    const stage = new Stage();
    stage.state(1, 1, "leader");
    const call = stage.appendEntries(1, 0, 1, [0, 0], [1]);
    if (isSaved) stage.save(0, 1, { log: [1] });
    stage.answer(call, { term: 1, success: true });
    stage.state(0, 1);
    expect(rules(stage)).toEqual(isSaved ? [] : ["saved-before-answered"]);
  }
});

test("entries that a restarted server has lost", () => {
  const stage = new Stage();
  stage.save(0, 1, { log: [1, 1] });
  stage.restart(0);
  stage.state(0, 1);
  stage.fire(0);
  stage.save(0, 2, { votedFor: 0, log: [1] });
  expect(rules(stage)).toEqual(["restored-as-saved"]);
});

test("entries that a leader has cut meanwhile, or what a message of an unknown shape did, are no loss", () => {
  const known = new Stage();
  known.save(0, 1, { log: [1, 1] });
  known.restart(0);
  known.state(0, 1);
  known.state(1, 2, "leader");
  const call = known.appendEntries(1, 0, 2, [0, 0], [2]);
  known.fire(0);
  known.save(0, 2, { log: [2] });
  known.answer(call, { term: 2, success: true });
  expect(rules(known)).toEqual([]);

  const own = new Stage();
  own.save(0, 1, { log: [1, 1] });
  own.restart(0);
  own.state(0, 1);
  own.call(1, 0, "Raft.receive", { kind: "append", from: 1 });
  own.save(0, 2, { log: [2] });
  expect(rules(own)).toEqual([]);
});

test("a server that begins in an older term than it had saved", () => {
  const stage = new Stage();
  stage.save(0, 3);
  stage.restart(0);
  stage.state(0, 0);
  expect(rules(stage)).toEqual(["restored-as-saved"]);
});
