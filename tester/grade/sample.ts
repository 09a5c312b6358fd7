/** For tests: grades as a grading would leave them. */
import { FAILED, VIOLATION } from "../run/sample";
import { failureText } from "../report/failure";
import { paintFor } from "../report/paint";
import type { Grade, LabGrade, TestGrade } from "./result";

/** A test that passed, unless `changes` say otherwise. */
export function testWith(changes: Partial<TestGrade> = {}): TestGrade {
  return {
    ...{ scenario: "initial-election", title: "initial election", points: 20, earned: 20, verdict: "pass" },
    ...{ seedsPlanned: 100, seedsRun: 100, seedsPassed: 100, hash: "ab12" },
    ...changes,
  };
}

const MESSAGE = failureText(FAILED, { impl: "starter", paint: paintFor(false) }).trim();

export const FAILED_TEST = testWith({
  ...{ scenario: "re-election", title: "re-election", points: 30, earned: 0, verdict: "fail" },
  ...{ seedsRun: 7, seedsPassed: 6 },
  failure: { token: "2a/re-election/7", violation: VIOLATION, message: MESSAGE, cause: VIOLATION.title },
});

export const THREW_TEST = testWith({
  ...{ scenario: "lone-server", title: "a cluster of one", points: 10, earned: 0, verdict: "fail" },
  ...{ seedsRun: 1, seedsPassed: 0 },
  failure: {
    token: "2a/lone-server/3000000000",
    violation: {
      ...VIOLATION,
      law: "submission",
      title: "Your code threw an error",
      frames: ["at Raft.start (raft.ts:12:5)"],
    },
    ...{
      message: "Your code threw an error\n  TypeError: 100 % wrong, at raft.ts:12:5",
      cause: "Your code threw an error",
    },
  },
});

export const UNKNOWN_TEST = testWith({
  ...{ scenario: "churn", title: "leaders come and go", points: 40, earned: 0, verdict: "unknown", seedsRun: 3 },
  ...{ seedsPassed: 3, reason: "the time for grading was over" },
});

/** Lab 2A, whose tests these are. */
export function labWith(tests: TestGrade[], changes: Partial<LabGrade> = {}): LabGrade {
  const sum = (of: "points" | "earned"): number => tests.reduce((total, test) => total + test[of], 0);
  return { lab: "2a", status: "graded", points: sum("points"), earned: sum("earned"), problems: [], tests, ...changes };
}

export const NOT_RUN_LAB = labWith([], {
  ...{ lab: "2b", status: "not-run", points: 100, because: "Lab 2a failed, on which it stands." },
});

export const REJECTED_LAB = labWith([], {
  ...{ lab: "3a", status: "rejected", points: 100, because: "The code has errors: no test counts." },
  problems: [
    { file: "server.ts", line: 3, column: 7, text: "error TS2322: Type 'string' is not assignable to type 'number'." },
    { text: "There is no client.ts in the submission's folder." },
  ],
});

export const FAULT_LAB = labWith([], {
  ...{ lab: "2c", status: "fault", points: 100, because: "its process ended twice without an answer (SIGKILL)" },
});

export function gradeWith(labs: LabGrade[], changes: Partial<Grade> = {}): Grade {
  return { submission: "ada", submissionHash: "c0ffee", notes: [], labs, ...changes };
}

/** A grade of that name, with all points where no labs are given. */
export function gradeOf(submission: string, labs: LabGrade[] = [labWith([testWith()])]): Grade {
  return gradeWith(labs, { submission });
}

/** As {@link FAILED_TEST}, without its failure. */
export const LOST_TEST = testWith({
  ...{ scenario: "re-election", title: "re-election", earned: 0, verdict: "fail", seedsRun: 7, seedsPassed: 6 },
});

/** A bit of everything. */
export const MIXED_GRADE = gradeWith([labWith([testWith(), FAILED_TEST, THREW_TEST]), NOT_RUN_LAB, REJECTED_LAB], {
  notes: ["notes.md isn't taken: it is no .ts file."],
});

/** All points. */
export const FULL_GRADE = gradeWith([labWith([testWith()])], { submission: "grace" });

/** Must be graded again. */
export const UNJUDGED_GRADE = gradeWith([labWith([testWith(), UNKNOWN_TEST]), FAULT_LAB], { submission: "alan" });
