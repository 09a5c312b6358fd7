import { brokenRules } from "../diagnose";
import { Stage } from "../stage";

function rules(stage: Stage): string[] {
  return brokenRules(stage.events).map(({ rule }) => rule);
}

/** S1 stands in term 1, and S0 votes for it. */
function votedForS1(): Stage {
  const stage = new Stage();
  stage.fire(1);
  stage.save(1, 1, { votedFor: 1 });
  const call = stage.requestVote(1, 0, 1);
  stage.state(1, 1);
  stage.save(0, 1, { votedFor: 1 });
  stage.answer(call, { term: 1, voteGranted: true });
  stage.state(0, 1);
  return stage;
}

function asksToo(stage: Stage, voteGranted: boolean, term = 1): void {
  stage.fire(2);
  stage.save(2, term, { votedFor: 2 });
  stage.state(2, term);
  const call = stage.requestVote(2, 0, term);
  if (voteGranted) stage.save(0, term, { votedFor: 2 });
  stage.answer(call, { term, voteGranted });
  if (voteGranted) stage.state(0, term);
}

test("a second vote in a term is named, with both candidates", () => {
  const stage = votedForS1();
  asksToo(stage, true);
  expect(brokenRules(stage.events)[0]).toMatchObject({
    rule: "one-vote-a-term",
    what: "S0, having voted for S1 in term 1, votes for S2",
  });
});

test("a refusal, and a vote in the next term, are right", () => {
  const refused = votedForS1();
  asksToo(refused, false);
  expect(rules(refused)).toEqual([]);
  const next = votedForS1();
  asksToo(next, true, 2);
  expect(rules(next)).toEqual([]);
});

test("a saved vote that a restarted server doesn't keep", () => {
  const stage = votedForS1();
  stage.restart(0);
  asksToo(stage, true);
  expect(rules(stage)).toEqual(["restored-as-saved"]);
});

test("a vote that a step-down clears within its term", () => {
  const stage = votedForS1();
  stage.appendEntries(1, 0, 1, [0, 0], []);
  stage.save(0, 1);
  expect(rules(stage)).toContain("vote-kept-in-its-term");
});

test("a vote for a candidate whose log is older", () => {
  const vote = (lastLogTerm: number): Stage => {
    const stage = new Stage();
    stage.answer(stage.appendEntries(1, 0, 2, [0, 0], []), { term: 2, success: false });
    stage.save(0, 2, { log: [2] });
    stage.fire(2);
    stage.save(2, 3, { votedFor: 2, log: [lastLogTerm, lastLogTerm] });
    stage.state(2, 3);
    const call = stage.requestVote(2, 0, 3, 2, lastLogTerm);
    stage.save(0, 3, { votedFor: 2, log: [2] });
    stage.answer(call, { term: 3, voteGranted: true });
    stage.state(0, 3);
    return stage;
  };
  expect(rules(vote(1))).toContain("vote-for-up-to-date-logs");
  expect(rules(vote(2))).not.toContain("vote-for-up-to-date-logs");
});
