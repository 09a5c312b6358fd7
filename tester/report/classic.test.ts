import { headLine, resultLine } from "./classic";
import { paintFor } from "./paint";
import { FAILED, FAILED_RESULT, outcomeWith, PASSED_RESULT, resultWith } from "../run/sample";

const plain = paintFor(false);

test("a test that passed is the two lines that students know, with its seeds and real time", () => {
  expect(headLine(PASSED_RESULT)).toBe("Test (2A): initial election ...");
  expect(resultLine(PASSED_RESULT, plain)).toBe("  ... Passed --   3.1  3   58   16840    0     8 seeds in 0.2 s");
});

test("a test that failed names its lowest failing seed", () => {
  expect(resultLine(FAILED_RESULT, plain)).toBe("  ... FAILED --  seed 7; 2 of 8 seeds in 0.2 s");
});

test("with --keep-going it says how many failed", () => {
  const runs = [FAILED, outcomeWith({ seed: 8 }), { ...FAILED, seed: 9 }];
  const line = resultLine(resultWith(runs, { verdict: "fail", shown: FAILED }), plain);
  expect(line).toBe("  ... FAILED --  seed 7, the first of 2 that failed; 3 seeds in 0.2 s");
});

test("an unknown says why, and one that was given up how far it came", () => {
  const doubtful = outcomeWith({ verdict: "unknown", reason: "The run took too much, once." });
  const unknown = resultWith([doubtful, outcomeWith({ seed: 2 })], { verdict: "unknown" });
  expect(resultLine(unknown, plain)).toBe("  ... Unknown --  seed 1: The run took too much, once. (1 seed of 2)");
  const givenUp = resultWith([outcomeWith()], { verdict: "unknown", isComplete: false, seedsPlanned: 8 });
  expect(resultLine(givenUp, plain)).toBe("  ... Unknown --  given up; 1 of 8 seeds in 0.2 s");
});

test("one without any run says so", () => {
  expect(resultLine(resultWith([], { verdict: "unknown", isComplete: false, shown: undefined }), plain)).toBe(
    "  ... Not run --",
  );
});
