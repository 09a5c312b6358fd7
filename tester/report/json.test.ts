import { resultsSchema } from "./json";
import { resultsOf } from "./results";
import { FAILED_RESULT, PASSED_RESULT, suiteWith } from "../run/sample";

const context = {
  kit: { version: "0.1.0", hash: "00ff", nodeMajor: 20 },
  seeds: { choice: "quick", base: 1 },
  verdict: "fail" as const,
  exitCode: 1,
};

test("what is written is what the schema says, and survives the file", () => {
  const suite = suiteWith([PASSED_RESULT, { ...FAILED_RESULT, trace: undefined }], { submissionHash: "ab" });
  const results = resultsOf(suite, context);
  const read = resultsSchema.parse(JSON.parse(JSON.stringify(results)));
  expect(read.labs).toEqual([{ lab: "2a", earned: 20, points: 40 }]);
  expect(read.scenarios[1].runs[1]).toMatchObject({ seed: 7, verdict: "fail", story: FAILED_RESULT.shown!.story });
});

test("a submission with problems, and a fault, are results too", () => {
  const problems = [{ file: "raft.ts", line: 1, column: 1, text: "error TS1: no" }, { text: "There is no raft.ts." }];
  const results = resultsOf(suiteWith([], { problems, fault: "oops" }), context);
  expect(() => resultsSchema.parse(JSON.parse(JSON.stringify(results)))).not.toThrow();
});

test("a field that the schema doesn't know is refused", () => {
  const results = { ...resultsOf(suiteWith([]), context), surprise: 1 };
  expect(resultsSchema.safeParse(results).success).toBe(false);
});
