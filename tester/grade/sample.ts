/** For tests: grades as they may come. */
import type { Grade, LabGrade, TestGrade } from "./result";

export function testWith(changes: Partial<TestGrade> = {}): TestGrade {
  return {
    ...{ scenario: "initial-election", title: "initial election", points: 20, earned: 20, verdict: "pass" },
    ...{ seedsPlanned: 100, seedsRun: 100, seedsPassed: 100, hash: "ab12" },
    ...changes,
  };
}

/** Points are those of its tests. */
export function labWith(tests: TestGrade[], changes: Partial<LabGrade> = {}): LabGrade {
  const sum = (of: (test: TestGrade) => number): number => tests.reduce((total, test) => total + of(test), 0);
  return {
    ...{ lab: "2a", status: "graded", problems: [], tests },
    ...{ points: sum(({ points }) => points), earned: sum(({ earned }) => earned) },
    ...changes,
  };
}

export function gradeWith(submission: string, labs: LabGrade[] = [labWith([testWith()])]): Grade {
  return { submission, submissionHash: "cd34", notes: [], labs };
}

export const LOST_TEST = testWith({
  ...{ scenario: "re-election", title: "re-election", earned: 0, verdict: "fail", seedsRun: 7, seedsPassed: 6 },
});
