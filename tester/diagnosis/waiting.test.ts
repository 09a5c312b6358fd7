import { diagnose } from "./diagnose";
import { Stage } from "./stage";

function stuck(): Stage {
  const stage = new Stage();
  stage.state(1, 1, "leader");
  stage.answer(stage.appendEntries(1, 0, 1, [0, 0], [], 0), { term: 1, success: true });
  stage.state(0, 1);
  stage.record({ kind: "crash", server: 2, incarnation: 1, kept: 0, cut: 0 });
  return stage;
}

test("where progress was owed, what each server waits for, and since when", () => {
  const stage = stuck();
  const { waiting } = diagnose(stage.events, stage.violation("agreement"));
  expect(waiting).toEqual([
    { server: 0, sinceUs: 6_000, text: "in term 1, has heard S1 last, has applied up to index 0" },
    {
      server: 1,
      sinceUs: 4_000,
      text: "leader of term 1, has applied up to index 0, waits for answers of the others",
    },
    { server: 2, sinceUs: 9_000, text: "down" },
  ]);
});

test("where something wrong happened, nobody waits", () => {
  const stage = stuck();
  expect(diagnose(stage.events, stage.violation("same-command-same-index")).waiting).toEqual([]);
});
