/** PrairieLearn's results.json (prairielearn.readthedocs.io, «External Grading»). */
import { pointsOf, type Grade } from "../result";
import { itemsOf, labName, type Item } from "./item";
import { cut, plain } from "./plain";

/** It takes no file above 1 MB. */
export const PRAIRIELEARN_MAX_BYTES = 1_000_000;

/** Longest message of one test, characters: tried one after the other until the whole is small enough. */
const MESSAGE_MAX = [100_000, 10_000, 1_000, 100];

/** Code with errors is not gradable: that costs its author no attempt. Nor is a submission that must be graded again. */
export function prairielearn(grade: Grade): string {
  const items = itemsOf(grade);
  for (const max of MESSAGE_MAX) {
    const text = `${JSON.stringify(resultsOf(grade, items, max), null, 2)}\n`;
    if (Buffer.byteLength(text) <= PRAIRIELEARN_MAX_BYTES) return text;
  }
  return `${JSON.stringify(resultsOf(grade, [], 0), null, 2)}\n`;
}

function resultsOf(grade: Grade, items: readonly Item[], max: number) {
  const { earned, points } = pointsOf(grade);
  const errors = formatErrors(grade, max);
  const output = plain(grade.notes.join("\n"));
  if (errors.length > 0) return { gradable: false, message: "It wasn't graded.", output, format_errors: errors };
  return {
    ...{ gradable: true, score: points === 0 ? 0 : Math.min(1, earned / points) },
    ...{ message: `${earned} of ${points} points`, output, tests: items.map((item) => testOf(item, max)) },
  };
}

/** Why there is no score; none if there is one. Errors of one lab take nothing from the points of another. */
function formatErrors(grade: Grade, max: number): string[] {
  const items = itemsOf(grade);
  const isRejected =
    items.length > 0 && grade.labs.every(({ status }) => status === "rejected" || status === "not-run");
  const blocking = items.filter(({ status }) => status === "unjudged" || (isRejected && status === "rejected"));
  return [
    ...new Set(
      blocking.map(({ status, lab, message }) => {
        return cut(status === "rejected" ? message : `${labName(lab)}: ${message}`, Math.max(max, 100));
      }),
    ),
  ];
}

function testOf({ name, lab, earned, points, status, message, law }: Item, max: number) {
  return {
    ...{ name, description: labName(lab), points: earned, max_points: points },
    ...{ message: status === "passed" ? "Passed." : (law ?? `${status}.`), output: cut(message, max) },
  };
}
