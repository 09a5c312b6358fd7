import { brokenRules } from "../diagnose";
import { Stage } from "../stage";

function rules(stage: Stage): string[] {
  return brokenRules(stage.events).map(({ rule }) => rule);
}

test("a request of a lower term that is granted, and one that is refused", () => {
  for (const success of [true, false]) {
    const stage = new Stage();
    stage.save(0, 3);
    stage.state(0, 3);
    stage.state(1, 2, "leader");
    stage.answer(stage.appendEntries(1, 0, 2, [0, 0], []), { term: 3, success });
    expect(rules(stage)).toEqual(success ? ["lower-term-refused"] : []);
  }
});

test("a term that goes back", () => {
  const stage = new Stage();
  stage.state(0, 3);
  stage.fire(0);
  stage.state(0, 2);
  expect(rules(stage)).toEqual(["terms-only-grow"]);
});

test("a leader that learns of a higher term steps down, or goes on", () => {
  for (const role of ["follower", "leader"] as const) {
    const stage = new Stage();
    stage.state(0, 1, "leader");
    stage.state(1, 2, "leader");
    const call = stage.appendEntries(1, 0, 2, [0, 0], []);
    stage.save(0, 2);
    stage.answer(call, { term: 2, success: true });
    stage.state(0, 2, role);
    expect(rules(stage)).toEqual(role === "leader" ? ["leader-steps-down"] : []);
  }
});

test("a timer that a refused candidate resets", () => {
  for (const isReset of [true, false]) {
    const stage = new Stage();
    stage.save(0, 1, { votedFor: 1 });
    stage.state(0, 1);
    stage.record({ kind: "arm", server: 0, timer: 1, delayUs: 300_000 });
    stage.state(2, 1);
    const call = stage.requestVote(2, 0, 1);
    if (isReset) {
      stage.record({ kind: "disarm", server: 0, timer: 1 });
      stage.record({ kind: "arm", server: 0, timer: 2, delayUs: 300_000 });
    }
    stage.answer(call, { term: 1, voteGranted: false });
    expect(rules(stage)).toEqual(isReset ? ["timer-reset-by-the-right-things"] : []);
  }
});
