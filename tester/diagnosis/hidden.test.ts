import { diagnose } from "./diagnose";
import { Stage } from "./stage";

test("messages and saves of the submission's own shapes are said to be hidden, and nothing is said of them", () => {
  const stage = new Stage();
  stage.fire(1);
  const call = stage.call(1, 0, "Raft.ask", { term: 1, who: 1 });
  stage.record({ kind: "save", server: 0, state: "1;1", sizeBytes: 3 });
  stage.answer(call, { ok: true });
  // Two votes in one term, in words that nobody can read.
  stage.fire(2);
  stage.answer(stage.call(2, 0, "Raft.ask", { term: 1, who: 2 }), { ok: true });
  stage.state(1, 1, "leader");
  const { hidden, broken } = diagnose(stage.events, stage.violation("one-leader-a-term", [1]));
  expect(broken).toEqual([]);
  expect(hidden).toEqual([
    "The servers' messages don't bear Figure 2's field names (term, candidateId, prevLogIndex …): votes and entries can't be seen.",
    "What is saved isn't JSON with currentTerm, votedFor and log: terms, votes and logs on disk can't be seen.",
  ]);
});

test("Figure 2's names hide nothing; replies without voteGranted do", () => {
  for (const reply of [{ term: 1, voteGranted: true }, { term: 1 }]) {
    const stage = new Stage();
    stage.fire(1);
    stage.save(1, 1, { votedFor: 1 });
    const call = stage.requestVote(1, 0, 1);
    stage.state(1, 1);
    stage.save(0, 1, { votedFor: 1 });
    stage.answer(call, reply);
    const { hidden } = diagnose(stage.events, stage.violation("one-leader-a-term", [1]));
    expect(hidden).toEqual(
      "voteGranted" in reply ? [] : ["Replies have no voteGranted: who got which vote can't be seen."],
    );
  }
});
