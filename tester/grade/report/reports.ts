import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseToken } from "../../run/token";
import { builtFile } from "../../run/kit";
import { folderName } from "../folder-name";
import type { Grade, TestGrade } from "../result";
import { classPage } from "./class-page";
import { studentFolder } from "./student-folder";
import { studentPage } from "./student-page";

/** What the pages show. */
export interface ReportOptions {
  /** Students' pages show hidden seeds, and commands for the instructor's folder: a copy that stays here. */
  showHidden: boolean;
}

/** The folder of a student's pictures, beside the page. */
export const TIMELINES = "timelines";

/**
 * Writes `report.html` for the class, and `students/<folder>/index.html` for each of it, into the folder of the grades.
 * Pages of submissions that are no more go. The same grades give the same bytes.
 */
export function writeReports(grades: readonly Grade[], folder: string, { showHidden }: ReportOptions): void {
  const built = (name: string) => builtFile(name).toString("utf8");
  const implOf = (submission: string) => join(folder, "submissions", folderName(submission));
  const parts = { script: built("class-page.js"), style: built("class-page.css") };
  writeFileSync(join(folder, "report.html"), classPage(grades, { ...parts, implOf }));
  const style = built("student-page.css");
  removeOthers(grades, join(folder, "students"));
  for (const grade of grades) {
    const own = join(folder, studentFolder(grade.submission));
    mkdirSync(own, { recursive: true });
    const timelineOf = (test: TestGrade) => timelineIn(own, test);
    const impl = showHidden ? implOf(grade.submission) : undefined;
    writeFileSync(join(own, "index.html"), studentPage(grade, { style, showHidden, impl, timelineOf }));
  }
}

function removeOthers(grades: readonly Grade[], students: string): void {
  const known = new Set(grades.map(({ submission }) => folderName(submission)));
  for (const name of existsSync(students) ? readdirSync(students) : []) {
    if (!known.has(name)) rmSync(join(students, name), { recursive: true });
  }
}

/** Where a failed run's picture lies beside a student's page, if there is one. */
export function timelineFile(token: string): string | undefined {
  const name = parseToken(token);
  return name && `${TIMELINES}/${name.lab}-${name.scenario}-${name.seed}.html`;
}

function timelineIn(folder: string, { failure }: TestGrade): string | undefined {
  const file = failure && timelineFile(failure.token);
  return file !== undefined && existsSync(join(folder, file)) ? file : undefined;
}
