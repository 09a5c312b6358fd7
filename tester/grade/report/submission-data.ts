import { isGraded, pointsOf, type Grade } from "../result";
import type { ClassData, SubmissionData } from "./class-data";
import type { Cluster } from "./cluster";
import { studentPageLink } from "./student-folder";
import { markOf, type TestColumn } from "./test-column";

/** A class as its page's script reads it: small, as it holds something for each test of each submission. */
export function classDataOf(
  grades: readonly Grade[],
  tests: readonly TestColumn[],
  clusters: readonly Cluster[],
): ClassData {
  const causes = clusters.map(({ cause }) => cause);
  return {
    tests: tests.map(({ lab, scenario, title, points, ran, passed }) => ({
      ...{ lab, scenario, title, points, ran, passed },
    })),
    causes,
    submissions: grades.map((grade) => submissionData(grade, tests, causes)),
  };
}

function submissionData(grade: Grade, tests: readonly TestColumn[], causes: readonly string[]): SubmissionData {
  const { submission: name, labs } = grade;
  const labOf = (lab: string) => labs.find((each) => each.lab === lab);
  const failures = tests.flatMap(({ lab, scenario }, number): SubmissionData["failures"] => {
    const test = labOf(lab)?.tests.find((each) => each.scenario === scenario);
    if (test?.verdict !== "fail" || test.failure === undefined) return [];
    const run = test.failure.token.slice(`${lab}/${scenario}/`.length);
    return [[number, causes.indexOf(test.failure.cause), run]];
  });
  return {
    ...{ name, page: studentPageLink(name), points: isGraded(grade) ? pointsOf(grade).earned : null, failures },
    marks: tests.map(({ lab, scenario }) => markOf(labOf(lab), scenario)).join(""),
  };
}
