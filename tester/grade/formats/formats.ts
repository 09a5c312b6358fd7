import { folderName } from "../folder-name";
import type { Grade } from "../result";
import { autolab } from "./autolab";
import { classroom50, type Classroom50Context } from "./classroom50";
import { githubAnnotations, githubSummary } from "./github";
import { gradescope, type GradescopeOptions } from "./gradescope";
import { junit } from "./junit";
import { prairielearn } from "./prairielearn";

/** What formats need to know besides a grade. */
export interface FormatContext {
  gradescope: GradescopeOptions;
  classroom50: Classroom50Context;
  /** Where the submission lies in its repository. */
  folder: string;
}

interface Format {
  /** Of a file with one submission. */
  ending: string;
  text(grade: Grade, context: FormatContext): string;
}

const FORMATS = {
  gradescope: { ending: "json", text: (grade, context) => gradescope(grade, context.gradescope) },
  classroom50: { ending: "json", text: (grade, context) => classroom50(grade, context.classroom50) },
  prairielearn: { ending: "json", text: prairielearn },
  autolab: { ending: "txt", text: autolab },
  junit: { ending: "xml", text: (grade) => junit([grade]) },
  "github-summary": { ending: "md", text: githubSummary },
  "github-annotations": { ending: "txt", text: (grade, context) => githubAnnotations(grade, context.folder) },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

/** What a platform reads of one submission. */
export function formatted(name: FormatName, grade: Grade, context: FormatContext): string {
  const format: Format = FORMATS[name];
  return format.text(grade, context);
}

/** A file of a class, by its name within the format's folder. */
export interface FormatFile {
  name: string;
  text: string;
}

/** A file a submission; JUnit's servers take one for the whole class. */
export function classFiles(name: FormatName, grades: readonly Grade[], context: FormatContext): FormatFile[] {
  if (name === "junit") return [{ name: "junit.xml", text: junit(grades) }];
  return grades.map((grade) => ({
    name: `${folderName(grade.submission)}.${FORMATS[name].ending}`,
    text: formatted(name, grade, context),
  }));
}
