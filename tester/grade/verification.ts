import { isDeepStrictEqual } from "node:util";
import type { Candidate, Means } from "./grader";
import type { Plan } from "./plan";
import type { Grade, LabGrade } from "./result";

/** A lab part that came to something else when it was graded once more. */
export interface Difference {
  submission: string;
  lab: string;
  what: string;
}

/** So many of a class, spread over it. */
export function sampleOf<T>(all: readonly T[], count: number): T[] {
  const taken = Math.min(count, all.length);
  return Array.from({ length: taken }, (_, i) => all[Math.floor((i * all.length) / taken)]);
}

/** Grades a sample once more: the same submission, kit and seeds must give the same verdicts, messages and traces. */
export async function verify(
  sample: readonly Candidate[],
  grades: readonly Grade[],
  plan: Plan,
  { execute }: Pick<Means, "execute">,
  signal: AbortSignal,
): Promise<Difference[]> {
  const known = new Map(grades.map((grade) => [grade.submission, grade]));
  const differences: Difference[] = [];
  for (const candidate of sample) {
    for (const before of known.get(candidate.name)!.labs) {
      const lab = plan.labs.find((each) => each.lab === before.lab)!;
      if (before.status === "not-run" || signal.aborted) continue;
      const done = await execute(candidate, lab, "");
      const what = done && differenceOf(before, done.result);
      if (what !== undefined) differences.push({ submission: candidate.name, lab: lab.lab, what });
    }
  }
  return differences;
}

function differenceOf(before: LabGrade, after: LabGrade): string | undefined {
  if (isDeepStrictEqual(plain(before), plain(after))) return undefined;
  const test = before.tests.find((each, i) => !isDeepStrictEqual(plain(each), plain(after.tests[i])));
  if (test === undefined) return `it was ${before.status}, and is ${after.status}`;
  const other = after.tests.find(({ scenario }) => scenario === test.scenario);
  return `${test.scenario} was ${test.verdict} (${test.hash.slice(0, 12)}), and is ${other?.verdict} (${other?.hash.slice(0, 12)})`;
}

/** As the journal keeps it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
