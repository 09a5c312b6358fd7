import type { TestColumn } from "./test-column";

/** What the class page's script reads. */
export interface ClassData {
  tests: Pick<TestColumn, "lab" | "scenario" | "title" | "points" | "ran" | "passed">[];
  causes: string[];
  submissions: SubmissionData[];
}

export interface SubmissionData {
  name: string;
  /** Its page, as a link. */
  page: string;
  /** `null`: no grade yet. */
  points: number | null;
  /** What became of each test, a letter of {@link MARKS} each. */
  marks: string;
  /** Number of the test, number of the cause, and what follows lab and scenario in the token. */
  failures: [test: number, cause: number, run: string][];
}
