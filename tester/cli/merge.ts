import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { graderKit } from "../grade/grader-kit";
import { mergeGrades } from "../grade/merge";
import { TIMELINES, writeReports } from "../grade/report/reports";
import { removeOtherTimelines, wantedTimelines } from "../grade/timelines";
import { gradesIn, tellGrades } from "./grade";
import { readerFrom } from "./timelines";
import { UsageError } from "./usage";

/** Options of `raftlab merge`, as typed. */
export interface MergeOptions {
  out: string;
  pagesFor: string;
}

/** `raftlab merge GRADES… --out GRADES`: what several machines graded, as one. @returns the exit code */
export function merge(folders: readonly string[], { out, pagesFor }: MergeOptions): number {
  const reader = readerFrom(pagesFor);
  const merged = mergeGrades(folders.map((folder) => ({ folder, grades: gradesIn(folder) })));
  if ("conflict" in merged) throw new UsageError(merged.conflict);
  if (folders.some((folder) => resolve(folder) === resolve(out)))
    throw new UsageError(`--out ${out} is one of the folders to be merged: name another one.`);
  mkdirSync(out, { recursive: true });
  const code = tellGrades(merged.grades, { out });
  gather(folders, out);
  removeOtherTimelines(wantedTimelines(merged.grades, graderKit(), { choice: "all", ...reader }), out);
  writeReports(merged.grades, out, reader);
  return code;
}

/** The submissions' files, which replays need, and the timelines. */
function gather(folders: readonly string[], out: string): void {
  for (const name of ["submissions", "students"]) rmSync(join(out, name), { recursive: true, force: true });
  for (const folder of folders) {
    const [submissions, students] = ["submissions", "students"].map((name) => join(folder, name));
    if (existsSync(submissions)) cpSync(submissions, join(out, "submissions"), { recursive: true });
    for (const name of existsSync(students) ? readdirSync(students) : []) {
      const own = join(students, name, TIMELINES);
      if (existsSync(own)) cpSync(own, join(out, "students", name, TIMELINES), { recursive: true });
    }
  }
}
