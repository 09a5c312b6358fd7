import { mkdirSync } from "node:fs";
import { mergeGrades } from "../grade/merge";
import { gradesIn, tellGrades } from "./grade";
import { UsageError } from "./usage";

/** `raftlab merge GRADES… --out GRADES`: what several machines graded, as one. @returns the exit code */
export function merge(folders: readonly string[], { out }: { out: string }): number {
  const merged = mergeGrades(folders.map((folder) => ({ folder, grades: gradesIn(folder) })));
  if ("conflict" in merged) throw new UsageError(merged.conflict);
  mkdirSync(out, { recursive: true });
  return tellGrades(merged.grades, { out });
}
