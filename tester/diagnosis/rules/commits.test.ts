import { brokenRules } from "../diagnose";
import { Stage } from "../stage";

function rules(stage: Stage): string[] {
  return brokenRules(stage.events).map(({ rule }) => rule);
}

/** S0 leads term 3 of five servers with a log of these terms; S1 has all of it. */
function acknowledged(log: number[], by: number[]): Stage {
  const stage = new Stage(5);
  stage.save(0, 3, { votedFor: 0, log });
  stage.fire(0);
  stage.state(0, 3, "leader");
  for (const follower of by) {
    const call = stage.appendEntries(0, follower, 3, [0, 0], log);
    stage.save(follower, 3, { log });
    stage.answer(call, { term: 3, success: true });
    stage.state(follower, 3);
    stage.return(call);
  }
  return stage;
}

function commits(stage: Stage): string[] {
  stage.apply(0, 1);
  return rules(stage).filter((rule) => rule !== "majority-elects");
}

test("a majority's copies of an entry of the own term are enough; fewer aren't", () => {
  expect(commits(acknowledged([3], [1, 2]))).toEqual([]);
  expect(commits(acknowledged([3], [1]))).toEqual(["majority-commits"]);
});

test("copies of an entry of an older term", () => {
  expect(commits(acknowledged([1], [1, 2]))).toEqual(["own-term-commits"]);
  expect(commits(acknowledged([1, 3], [1, 2]))).toEqual([]);
});

test("a follower goes up to leaderCommit, and not past the last new entry", () => {
  for (const told of [1, 0]) {
    const stage = new Stage();
    stage.state(1, 1, "leader");
    const call = stage.appendEntries(1, 0, 1, [0, 0], [1, 1], told);
    stage.save(0, 1, { log: [1, 1] });
    stage.apply(0, 1);
    stage.answer(call, { term: 1, success: true });
    stage.state(0, 1);
    const found = rules(stage).filter((rule) => rule !== "majority-elects");
    expect(found).toEqual(told === 1 ? [] : ["commit-to-the-last-new-entry"]);
  }
});

test("an entry applied again, after a late message that says less", () => {
  const stage = new Stage();
  stage.state(1, 1, "leader");
  const first = stage.appendEntries(1, 0, 1, [0, 0], [1, 1], 2);
  stage.save(0, 1, { log: [1, 1] });
  stage.apply(0, 1);
  stage.apply(0, 2);
  stage.answer(first, { term: 1, success: true });
  stage.state(0, 1);
  const late = stage.appendEntries(1, 0, 1, [0, 0], [1], 1);
  stage.answer(late, { term: 1, success: true });
  stage.fire(0);
  stage.apply(0, 2);
  expect(rules(stage)).toContain("commit-index-only-grows");
});
