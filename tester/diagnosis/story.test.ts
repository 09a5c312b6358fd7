import { brokenRules, diagnose } from "./diagnose";
import { Stage } from "./stage";

/** S0 votes for S1 and then for S2 in term 1, both lead, while messages of no matter go on. */
function twoLeaders(noise: number): Stage {
  const stage = new Stage();
  stage.fire(1);
  stage.save(1, 1, { votedFor: 1 });
  const first = stage.requestVote(1, 0, 1);
  stage.state(1, 1);
  stage.save(0, 1, { votedFor: 1 });
  stage.answer(first, { term: 1, voteGranted: true });
  stage.state(0, 1);
  stage.return(first);
  stage.state(1, 1, "leader");
  for (let i = 0; i < noise; i++) {
    stage.answer(stage.appendEntries(1, 0, 1, [0, 0], []), { term: 1, success: true });
    stage.fire(1);
  }
  stage.fire(2);
  stage.save(2, 1, { votedFor: 2 });
  const second = stage.requestVote(2, 0, 1);
  stage.state(2, 1);
  stage.save(0, 1, { votedFor: 2 });
  stage.answer(second, { term: 1, voteGranted: true });
  stage.return(second);
  stage.state(2, 1, "leader");
  return stage;
}

test("a story walks back to both votes, past a hundred heartbeats, in at most twelve lines", () => {
  const stage = twoLeaders(100);
  const violation = { ...stage.violation("one-leader-a-term", [2, 1]), n: stage.events.length - 2 };
  const { story, broken, readAgain } = diagnose(stage.events.slice(0, -1), violation);
  expect(broken[0]).toMatchObject({ rule: "one-vote-a-term", servers: [0, 2] });
  expect(readAgain).toBe("labs/2a/README.md, «What to build»");
  expect(story.length).toBeLessThanOrEqual(12);
  expect(story.map(({ text }) => text)).toEqual([
    "S1 is leader of term 1",
    "S2 asks S0 for its vote in term 1, its log ends at index 0 (term 0)",
    "S0, having voted for S1 in term 1, votes for S2",
    "S2 is leader of term 1",
  ]);
  const instants = story.map(({ n }) => n);
  expect(instants).toEqual([...instants].sort((a, b) => a - b));
});

test("what no message carried to the violation stands behind what may have led to it", () => {
  const stage = new Stage(4);
  // S3 tells nobody of its own lapse.
  stage.state(3, 5);
  stage.fire(3);
  stage.state(3, 4);
  stage.state(1, 1, "leader");
  const call = stage.appendEntries(1, 0, 1, [0, 0], [1]);
  stage.answer(call, { term: 1, success: true });
  stage.state(0, 1);
  const all = brokenRules(stage.events).map(({ rule }) => rule);
  expect(all.indexOf("terms-only-grow")).toBeLessThan(all.indexOf("saved-before-answered"));
  const { broken } = diagnose(stage.events, { ...stage.violation("same-command-same-index", [0]) });
  const ranked = broken.map(({ rule }) => rule);
  expect(ranked.indexOf("terms-only-grow")).toBeGreaterThan(ranked.indexOf("saved-before-answered"));
});
