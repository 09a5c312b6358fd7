/** What an Autolab autograder prints (docs.autolabproject.com, «Guide for Lab Authors»). */
import type { Grade } from "../result";
import { itemsOf, labName } from "./item";
import { plain } from "./plain";

/**
 * Feedback for people, and then, as the last line, the scores. A problem of the assessment is a lab part, by its name (2a).
 * Feedback is indented: no line of it can be taken for scores.
 */
export function autolab(grade: Grade): string {
  const scores = Object.fromEntries(grade.labs.map(({ lab, earned }) => [lab, earned]));
  const feedback = grade.labs.flatMap((lab) => [
    `${labName(lab.lab)}: ${lab.earned} of ${lab.points} points`,
    ...itemsOf({ labs: [lab] }).flatMap(({ name, status, earned, points, message }) => [
      `  ${name}: ${status}, ${earned} of ${points}`,
      ...(status === "passed" ? [] : indented(message)),
    ]),
    "",
  ]);
  return [...grade.notes.flatMap(indented), ...feedback, JSON.stringify({ scores }), ""].join("\n");
}

function indented(text: string): string[] {
  return plain(text)
    .split("\n")
    .map((each) => `    ${each}`.trimEnd());
}
