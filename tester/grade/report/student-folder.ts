import { folderName } from "../folder-name";

/** The students' pages, a folder each beside the class's page: what goes to a student is that folder. */
export function studentFolder(submission: string): string {
  return `students/${folderName(submission)}`;
}

/** A student's page, as a link from the class's. */
export function studentPageLink(submission: string): string {
  return `${studentFolder(submission)}/index.html`;
}
