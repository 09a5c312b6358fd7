import { LONE, THREE } from "../run/toy";
import { Draft } from "./draft";
import { planLabs } from "./plan";
import { isGraded } from "./result";
import { labWith, testWith } from "./sample";

const LAB_2B = { ...LONE, lab: "2b" };
const PLAN = { labs: planLabs([LONE, THREE, LAB_2B], { count: 5 }, "all"), runsAll: false };
const CANDIDATE = { name: "ada", hash: "c0ffee", impl: "", notes: [] };

test("at any moment it is a whole grade, in which what hasn't ended is unknown", () => {
  const draft = new Draft(CANDIDATE, PLAN);
  const verdicts = () => draft.grade().labs.map(({ tests }) => tests.map(({ verdict }) => verdict).join(" "));
  expect(verdicts()).toEqual(["unknown unknown", "unknown"]);
  draft.addTest("2a", testWith({ scenario: THREE.name, verdict: "unknown" }));
  draft.addTest("2a", testWith({ scenario: THREE.name, points: THREE.points, earned: THREE.points }));
  expect(verdicts()).toEqual(["unknown pass", "unknown"]);
  expect(draft.grade().labs[0]).toMatchObject({
    status: "graded",
    earned: THREE.points,
    points: THREE.points + LONE.points,
  });
  expect(isGraded(draft.grade())).toBe(false);
  draft.addLab(labWith([testWith()]));
  draft.addLab(labWith([testWith()], { lab: "2b" }));
  expect(isGraded(draft.grade())).toBe(true);
});
