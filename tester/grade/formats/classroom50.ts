/** Classroom 50's result.json (`classroom50/result/v1`, its wiki's «Advanced Autograding»). */
import type { Grade } from "../result";
import { itemsOf, type Item } from "./item";

/** Whose result it is. Its runner says so in the environment, and stamps owner, assignment_type and datetime itself. */
export interface Classroom50Context {
  classroom: string;
  assignment: string;
  assignmentType: "individual" | "group";
  owner: string;
  /** The tag `submit/…`. */
  submission: string;
  commit: string;
  release: string;
  review: string;
  /** `2026-11-25T03:04:05Z`. */
  datetime: string;
}

/** Integers only, as its collector refuses others: points that a fraction of the seeds has earned are rounded down. */
export function classroom50(grade: Grade, context: Classroom50Context): string {
  const tests = itemsOf(grade).map(testOf);
  const sum = (of: "score" | "max-score"): number => tests.reduce((total, test) => total + test[of], 0);
  const { classroom, assignment, assignmentType, owner, submission, commit, release, review, datetime } = context;
  const result = {
    ...{ schema: "classroom50/result/v1", classroom, assignment, assignment_type: assignmentType, owner },
    ...{ submission, commit, release, review, datetime, score: sum("score"), "max-score": sum("max-score"), tests },
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function testOf({ name, status, earned, points, message }: Item) {
  const score = Math.min(Math.floor(earned), points);
  return { "test-name": name, passed: status === "passed", score, "max-score": points, message };
}
