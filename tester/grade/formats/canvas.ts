/** Canvas: a gradebook that it exported, with one column filled, to be imported again. */
import { parse } from "csv-parse/sync";
import { isGraded, pointsOf, type Grade } from "../result";

/** Columns by which a student is found, in the order in which they are tried. */
export const STUDENT_COLUMNS = ["SIS Login ID", "ID", "SIS User ID", "Student"] as const;

export interface CanvasOptions {
  /** The assignment's column: its whole name, its name without the number behind it, or that number. */
  assignment?: string;
  /** The column that has the submissions' names; by default the first of {@link STUDENT_COLUMNS} that knows most of them. */
  student?: string;
}

export interface Filled {
  csv: string;
  /** What its reader should know, in sentences: who was not found, whose cell was left. */
  notes: string[];
  /** Cells that were filled. */
  filled: number;
}

/** The gradebook makes no sense, in a sentence that says what to do. */
export class GradebookError extends Error {
  override readonly name = "GradebookError";
}

/** One cell, and whether it stood in quotes. */
interface Cell {
  text: string;
  quoted: boolean;
}

/**
 * Fills the assignment's column. All other cells stay byte for byte, and the rows with Canvas's own words do.
 * @throws GradebookError
 */
export function canvas(exported: string, grades: readonly Grade[], options: CanvasOptions = {}): Filled {
  const book = new Gradebook(exported);
  const column = book.assignment(options.assignment);
  const student = book.studentColumn(options.student, grades);
  const notes = book.notes(column, grades);
  const left = new Map(grades.map((grade) => [keyOf(grade.submission), grade]));
  let filled = 0;
  for (const row of book.students()) {
    const key = keyOf(row[student]?.text ?? "");
    const grade = left.get(key);
    left.delete(key);
    if (grade === undefined) notes.push(`${nameIn(row)} has no submission: the cell stays as it was.`);
    else if (!isGraded(grade)) notes.push(`${nameIn(row)} has no grade yet: the cell stays as it was.`);
    else {
      while (row.length <= column) row.push({ text: "", quoted: false });
      row[column] = { ...row[column], text: String(pointsOf(grade).earned) };
      filled++;
    }
  }
  for (const { submission } of left.values()) {
    notes.push(`The submission ${submission} is nobody's: column "${book.head[student].text}" doesn't have it.`);
  }
  return { csv: book.text(), notes, filled };
}

/** Names are compared without regard to case and to blanks around them. */
function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

function nameIn(row: readonly Cell[]): string {
  return row[0].text.trim() || "A row without a name";
}

class Gradebook {
  private readonly rows: Cell[][];
  private readonly mark: string;
  private readonly delimiter: string;
  private readonly lineEnd: string;
  private readonly closing: string;

  constructor(exported: string) {
    this.mark = exported.startsWith("\uFEFF") ? "\uFEFF" : "";
    const text = exported.slice(this.mark.length);
    const firstLine = text.split("\n", 1)[0];
    this.lineEnd = firstLine.endsWith("\r") ? "\r\n" : "\n";
    this.delimiter = /^"?Student"?;/.test(firstLine) ? ";" : ",";
    this.closing = text.endsWith(this.lineEnd) ? this.lineEnd : "";
    this.rows = cellsOf(text, this.delimiter, this.lineEnd);
    if (this.head?.[0]?.text.trim() !== "Student") {
      throw new GradebookError("it doesn't begin with a column \"Student\": export it from Canvas's gradebook");
    }
  }

  get head(): readonly Cell[] {
    return this.rows[0];
  }

  text(): string {
    const rows = this.rows.map((row) => row.map(written).join(this.delimiter));
    return this.mark + rows.join(this.lineEnd) + this.closing;
  }

  /** The rows of students: neither Canvas's own, nor its test student's, which an import refuses. */
  students(): Cell[][] {
    return this.rows.slice(1).filter((row) => {
      const name = row[0].text.trim();
      return row.length > 1 && name !== "" && name !== "Points Possible" && name !== "Student, Test";
    });
  }

  assignment(wanted: string | undefined): number {
    // Canvas writes an assignment's number behind its name: no other column has one.
    const candidates = this.head.flatMap(({ text }, i) => {
      const found = /^(.*?)\s*\((\d+)\)\s*$/s.exec(text);
      return found === null ? [] : [{ i, names: [text.trim(), found[1].trim(), found[2]] }];
    });
    const chosen = wanted === undefined ? candidates : candidates.filter(({ names }) => names.includes(wanted.trim()));
    if (chosen.length === 1) return chosen[0].i;
    const list = candidates.map(({ names }) => `"${names[0]}"`).join(", ") || "none";
    const problem =
      wanted === undefined ? "it has not just one assignment" : `it has not just one assignment "${wanted}"`;
    throw new GradebookError(`${problem}: name one of its columns with --canvas-assignment; there are ${list}`);
  }

  studentColumn(wanted: string | undefined, grades: readonly Grade[]): number {
    if (wanted !== undefined) return this.columnNamed(wanted);
    const names = new Set(grades.map(({ submission }) => keyOf(submission)));
    const scored = STUDENT_COLUMNS.map((name) => this.head.findIndex(({ text }) => text.trim() === name))
      .filter((i) => i >= 0)
      .map((i) => ({ i, known: this.students().filter((row) => names.has(keyOf(row[i]?.text ?? ""))).length }));
    return scored.reduce((best, each) => (each.known > best.known ? each : best)).i;
  }

  private columnNamed(wanted: string): number {
    const found = this.head.findIndex(({ text }) => text.trim() === wanted);
    if (found >= 0) return found;
    const list = this.head.map(({ text }) => `"${text}"`).join(", ");
    throw new GradebookError(`it has no column "${wanted}"; there are ${list}`);
  }

  /** The points that Canvas counts with are its own: where they differ from ours, somebody must know. */
  notes(column: number, grades: readonly Grade[]): string[] {
    const possible = this.rows.find((row) => row[0].text.trim() === "Points Possible")?.[column]?.text.trim();
    const points = grades[0] === undefined ? undefined : pointsOf(grades[0]).points;
    if (possible === undefined || points === undefined || Number(possible) === points) return [];
    return [`Canvas counts ${possible} points for "${this.head[column].text}", and these grades are of ${points}.`];
  }
}

function cellsOf(text: string, delimiter: string, lineEnd: string): Cell[][] {
  try {
    return parse(text, {
      ...{ delimiter, record_delimiter: lineEnd, relax_column_count: true, skip_empty_lines: false },
      cast: (value: string, { quoting }: { quoting: boolean }): Cell => ({ text: value, quoted: quoting }),
    }) as unknown as Cell[][];
  } catch (error) {
    throw new GradebookError(`it can't be read as CSV (${(error as Error).message})`);
  }
}

function written({ text, quoted }: Cell): string {
  return quoted ? `"${text.replace(/"/g, '""')}"` : text;
}
