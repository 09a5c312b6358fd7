/** Gradescope's results.json (gradescope-autograders.readthedocs.io, «Autograder Specifications»). */
import { pointsOf, type Grade } from "../result";
import { itemsOf, labName, type Item } from "./item";
import { plain } from "./plain";

export const VISIBILITIES = ["visible", "hidden", "after_due_date", "after_published"] as const;

/** When a student sees a test. */
export type Visibility = (typeof VISIBILITIES)[number];

export interface GradescopeOptions {
  /** What the grading took, seconds. */
  executionSeconds?: number;
  /** Hidden seeds, where there are some: whether a run's seed is one, and when students may see what came of them. */
  hidden?: { isHidden: (token: string) => boolean; visibility: Visibility };
}

/**
 * One test a scenario. Where hidden seeds are kept from students, it is two: one says at once, without points, how the
 * open seeds went, and one carries the points and is shown later. Then there is no score at the top either, as Gradescope
 * adds up the tests itself and shows the sum when it may.
 */
export function gradescope(grade: Grade, { executionSeconds, hidden }: GradescopeOptions = {}): string {
  const isSplit = hidden !== undefined && hidden.visibility !== "visible";
  const numbered = numberedItems(grade);
  const tests = isSplit
    ? numbered.flatMap(([number, item]) => splitTest(number, item, hidden))
    : numbered.map(([number, item]) => wholeTest(number, item));
  const results = {
    ...(isSplit ? {} : { score: pointsOf(grade).earned }),
    ...(executionSeconds === undefined ? {} : { execution_time: Math.round(executionSeconds) }),
    output: summary(grade, isSplit ? "open" : "all"),
    output_format: "text",
    visibility: "visible",
    tests,
    extra_data: { submissionHash: grade.submissionHash },
  };
  return `${JSON.stringify(results, null, 2)}\n`;
}

/** `2.3` is the third test of the second lab part. */
function numberedItems(grade: Grade): [string, Item][] {
  return grade.labs.flatMap((lab, i) =>
    itemsOf({ labs: [lab] }).map((item, j): [string, Item] => [`${i + 1}.${j + 1}`, item]),
  );
}

function wholeTest(number: string, item: Item) {
  return { ...scored(number, item), visibility: "visible" };
}

function scored(number: string, { name, earned, points, status, message, lab, token, law }: Item) {
  return {
    ...{ name, number, score: earned, max_score: points },
    ...{ status: status === "passed" ? "passed" : "failed", output: message, output_format: "text" },
    ...{ tags: [lab], extra_data: { status, ...(token === undefined ? {} : { token, law }) } },
  };
}

type Hidden = NonNullable<GradescopeOptions["hidden"]>;

/** That a lab wasn't run may tell how the hidden seeds of another went: it is shown later. */
function splitTest(number: string, item: Item, hidden: Hidden) {
  const open = item.status === "not-run" ? [] : [openTest(number, item, hidden)];
  return [...open, hiddenTest(number, item, hidden)];
}

function openTest(number: string, item: Item, { isHidden }: Hidden) {
  const { name, lab, message } = item;
  // With no run to show, nothing of what happened was a matter of seeds.
  const isOpensFault = item.status !== "passed" && (item.token === undefined || !isHidden(item.token));
  return {
    ...{ name: `${name} (open seeds)`, number: `${number}.1`, status: isOpensFault ? "failed" : "passed" },
    ...{
      output: isOpensFault
        ? message
        : "Passed with the open seeds. What the hidden ones say, and the points, come later.",
    },
    ...{ output_format: "text", visibility: "visible", tags: [lab] },
  };
}

function hiddenTest(number: string, item: Item, { visibility }: Hidden) {
  return { ...scored(`${number}.2`, item), name: `${item.name} (all seeds)`, visibility };
}

function summary(grade: Grade, what: "all" | "open"): string {
  const { earned, points } = pointsOf(grade);
  const sums = grade.labs.map((lab) => `${labName(lab.lab)}: ${lab.earned} of ${lab.points} points`);
  const total = grade.labs.length > 1 ? [`Together: ${earned} of ${points} points`] : [];
  const again = itemsOf(grade).some(({ status }) => status === "unjudged")
    ? ["Some tests have no verdict yet. They count as 0 until it is graded again."]
    : [];
  return plain([...grade.notes, ...(what === "all" ? [...sums, ...total] : []), ...again].join("\n"));
}
