import type { ClassData } from "./class-data";
import { mostFailedFirst } from "./test-column";

/** In which order the heat map shows submissions, and tests. */
export type RowOrder = "points" | "name";
export type ColumnOrder = "lab" | "rate";

/** Numbers of the submissions, the one on top first. Of equal points, and of names, in the order given; no grade yet: last. */
export function rowsBy(order: RowOrder, { submissions }: ClassData): number[] {
  const rows = submissions.map((_, i) => i);
  if (order === "name") return rows;
  const pointsOf = (row: number) => submissions[row].points ?? -1;
  return rows.sort((a, b) => pointsOf(b) - pointsOf(a));
}

/** Numbers of the tests, the leftmost first: the most failed first, of all or of each lab. */
export function columnsBy(order: ColumnOrder, { tests }: ClassData): number[] {
  const sorted = mostFailedFirst(tests.map(({ lab, ran, passed }, number) => ({ lab, ran, passed, number })));
  if (order === "lab") {
    const labs = [...new Set(tests.map(({ lab }) => lab))];
    sorted.sort((a, b) => labs.indexOf(a.lab) - labs.indexOf(b.lab));
  }
  return sorted.map(({ number }) => number);
}
