import { pointsOf, type Grade, type LabGrade, type TestGrade } from "./result";

/** Why a submission's grade is another than before, in sentences. */
export interface Change {
  submission: string;
  before: number | undefined;
  after: number | undefined;
  because: string[];
}

/** Whose grade changed, and why. In the order of `after`, then those that are gone. */
export function compare(before: readonly Grade[], after: readonly Grade[]): Change[] {
  const old = new Map(before.map((grade) => [grade.submission, grade]));
  const now = new Set(after.map(({ submission }) => submission));
  const changed = after.flatMap((grade) => changeOf(old.get(grade.submission), grade) ?? []);
  const gone = before.filter(({ submission }) => !now.has(submission));
  return [
    ...changed,
    ...gone.map((grade) => ({
      ...{ submission: grade.submission, before: pointsOf(grade).earned, after: undefined },
      because: ["It isn't among the submissions any more."],
    })),
  ];
}

function changeOf(before: Grade | undefined, after: Grade): Change | undefined {
  const { submission } = after;
  const points = pointsOf(after).earned;
  if (before === undefined) return { submission, before: undefined, after: points, because: ["It is new."] };
  const because = after.labs.flatMap((lab) =>
    labChange(
      before.labs.find((each) => each.lab === lab.lab),
      lab,
    ),
  );
  if (because.length === 0) return undefined;
  if (before.submissionHash !== after.submissionHash) because.unshift("Its files are others.");
  return { submission, before: pointsOf(before).earned, after: points, because };
}

function labChange(before: LabGrade | undefined, after: LabGrade): string[] {
  const { lab } = after;
  if (before === undefined) return [`Lab ${lab} wasn't graded before.`];
  if (before.status !== after.status) return [`Lab ${lab} was ${wordOf(before)}, and is ${wordOf(after)}.`];
  const old = new Map(before.tests.map((test) => [test.scenario, test]));
  return after.tests.flatMap((test) => testChange(lab, old.get(test.scenario), test) ?? []);
}

function wordOf({ status, because }: LabGrade): string {
  return because === undefined ? status : `${status} (${because.replace(/\.$/, "")})`;
}

function testChange(lab: string, before: TestGrade | undefined, after: TestGrade): string | undefined {
  const name = `${lab}/${after.scenario}`;
  if (before === undefined) return `${name} is a new test: ${after.verdict}.`;
  if (before.earned === after.earned && before.verdict === after.verdict) return undefined;
  const token = after.failure ?? before.failure;
  const shown = token === undefined ? "" : ` (${token.token})`;
  return `${name} was ${before.verdict} with ${before.earned} points, and is ${after.verdict} with ${after.earned}${shown}.`;
}
