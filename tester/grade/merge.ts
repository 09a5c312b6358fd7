import type { Grade } from "./result";

/** The grades of one machine. */
export interface Share {
  folder: string;
  grades: readonly Grade[];
}

/** All shares as one, in the order of names; or why they can't be: a submission that two of them graded otherwise. */
export function mergeGrades(shares: readonly Share[]): { grades: Grade[] } | { conflict: string } {
  const known = new Map<string, { grade: Grade; folder: string }>();
  for (const { folder, grades } of shares) {
    for (const grade of grades) {
      const other = known.get(grade.submission);
      if (other !== undefined && JSON.stringify(other.grade) !== JSON.stringify(grade)) {
        return {
          conflict: `${other.folder} and ${folder} have different grades of ${grade.submission}: were they made by one kit, with the same files and options?`,
        };
      }
      known.set(grade.submission, { grade, folder });
    }
  }
  const grades = [...known.values()].map(({ grade }) => grade);
  return { grades: grades.sort((a, b) => (a.submission < b.submission ? -1 : 1)) };
}

/** The part of a class that machine `number` of `of` grades; numbers count from 1. Every submission is in one of them. */
export function shardOf<T>(all: readonly T[], { number, of }: { number: number; of: number }): T[] {
  return all.filter((_, i) => i % of === number - 1);
}
