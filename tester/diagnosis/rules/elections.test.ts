import { brokenRules } from "../diagnose";
import { Stage } from "../stage";

function rules(stage: Stage): string[] {
  return brokenRules(stage.events).map(({ rule }) => rule);
}

/** S0 stands in a term, and is granted S1's vote. */
function stands(stage: Stage, term: number): number {
  stage.fire(0);
  stage.save(0, term, { votedFor: 0 });
  const call = stage.requestVote(0, 1, term);
  stage.state(0, term);
  stage.save(1, term, { votedFor: 0 });
  stage.answer(call, { term, voteGranted: true });
  stage.state(1, term);
  return call;
}

test("two of three votes are enough, one isn't", () => {
  for (const isTold of [true, false]) {
    const stage = new Stage();
    const call = stands(stage, 1);
    if (isTold) stage.return(call);
    else stage.fire(0);
    stage.state(0, 1, "leader");
    expect(rules(stage)).toEqual(isTold ? [] : ["majority-elects"]);
  }
});

test("a vote of an earlier term", () => {
  const stage = new Stage();
  const call = stands(stage, 1);
  stage.fire(0);
  stage.save(0, 2, { votedFor: 0 });
  stage.state(0, 2);
  stage.return(call);
  stage.state(0, 2, "leader");
  expect(rules(stage)).toEqual(["stale-replies-ignored"]);
});

test("a candidate that tells a shorter log than it has", () => {
  for (const [index, term] of [
    [2, 1],
    [1, 1],
  ]) {
    const stage = new Stage();
    stage.save(0, 1, { log: [1, 1] });
    stage.fire(0);
    stage.save(0, 2, { votedFor: 0, log: [1, 1] });
    stage.requestVote(0, 1, 2, index, term);
    stage.state(0, 2);
    expect(rules(stage)).toEqual(index === 2 ? [] : ["request-vote-tells-the-own-log"]);
  }
});
