import { stringify } from "csv-stringify/sync";
import { isGraded, pointsOf, type Grade, type LabGrade } from "./result";

/** What a spreadsheet shows of a lab part: points, or nothing where there is no grade. */
function labCell({ status, earned, tests }: LabGrade): string {
  const isUnknown = tests.some(({ verdict }) => verdict === "unknown");
  return status === "fault" || isUnknown ? "" : String(earned);
}

/** In one word, or two. */
export function statusOf(grade: Grade): "graded" | "rejected" | "grade again" {
  if (!isGraded(grade)) return "grade again";
  return grade.labs.some(({ status }) => status === "graded") ? "graded" : "rejected";
}

/** The tests that took points away, `2b/backup`; a lab that wasn't run or was rejected stands for its tests. */
function lostIn({ lab, status, tests }: LabGrade): string[] {
  if (status !== "graded") return [`${lab} ${status}`];
  return tests.filter(({ verdict }) => verdict !== "pass").map(({ scenario }) => `${lab}/${scenario}`);
}

/**
 * grades.csv: a line a submission, in the order given; nothing in it differs from run to run. Cells that a spreadsheet
 * would take for a formula are defused.
 */
export function gradesCsv(grades: readonly Grade[]): string {
  const labs = grades[0]?.labs.map(({ lab }) => lab) ?? [];
  const head = ["submission", "status", "points", "of", ...labs, "failed"];
  const rows = grades.map((grade) => {
    const { earned, points } = pointsOf(grade);
    const total = isGraded(grade) ? String(earned) : "";
    const cells = grade.labs.map(labCell);
    return [grade.submission, statusOf(grade), total, points, ...cells, grade.labs.flatMap(lostIn).join(" ")];
  });
  return stringify([head, ...rows], { escape_formulas: true });
}
