import { pointsOf, type Grade, type TestGrade } from "../result";

/** Failures of one test by one cause. */
export interface TestCluster {
  lab: string;
  scenario: string;
  title: string;
  /** Numbers of the submissions, ascending. */
  submissions: number[];
  /** The one with the most points, as least else is wrong with it: its run shows the cause best. */
  example: { submission: number; token: string };
}

/** Failures of a class that have one cause. */
export interface Cluster {
  /** The rule that was broken first, or else the law. */
  cause: string;
  /** Where the law stands in the paper; several, or none, if the failures differ. */
  sources: string[];
  /** Of all its tests: numbers of the submissions, each once, ascending. */
  submissions: number[];
  failures: number;
  /** The most failed first. */
  tests: TestCluster[];
}

/** A law, and whom it caught. */
export interface LawCount {
  title: string;
  source: string;
  submissions: number;
  failures: number;
  tests: number;
}

/** One failed test of one submission. */
interface Failed {
  submission: number;
  /** Of the submission. */
  points: number;
  lab: string;
  test: TestGrade;
  failure: NonNullable<TestGrade["failure"]>;
}

function failuresOf(grades: readonly Grade[]): Failed[] {
  return grades.flatMap((grade, submission) =>
    grade.labs.flatMap(({ lab, tests }) =>
      tests.flatMap((test) =>
        test.verdict === "fail" && test.failure !== undefined
          ? [{ submission, points: pointsOf(grade).earned, lab, test, failure: test.failure }]
          : [],
      ),
    ),
  );
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

function unique<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}

/** Failures put together by cause, then by test; the causes of most submissions first, of equals those of most failures. */
export function clustersOf(grades: readonly Grade[]): Cluster[] {
  const clusters = grouped(failuresOf(grades), ({ failure }) => failure.cause).map((own): Cluster => ({
    cause: own[0].failure.cause,
    sources: unique(own.map(({ failure }) => failure.violation.source)).filter((source) => source !== ""),
    submissions: unique(own.map(({ submission }) => submission)),
    failures: own.length,
    tests: grouped(own, ({ lab, test }) => `${lab}/${test.scenario}`)
      .map(testCluster)
      .sort((a, b) => b.submissions.length - a.submissions.length),
  }));
  return clusters.sort((a, b) => b.submissions.length - a.submissions.length || b.failures - a.failures);
}

function testCluster(own: readonly Failed[]): TestCluster {
  const { lab, test } = own[0];
  const best = own.reduce((found, each) => (each.points > found.points ? each : found));
  return {
    ...{ lab, scenario: test.scenario, title: test.title, submissions: own.map(({ submission }) => submission) },
    example: { submission: best.submission, token: best.failure.token },
  };
}

/** The laws that were broken, those of most submissions first. */
export function lawsOf(grades: readonly Grade[]): LawCount[] {
  const laws = grouped(failuresOf(grades), ({ failure }) => failure.violation.title).map((own): LawCount => ({
    title: own[0].failure.violation.title,
    source: own[0].failure.violation.source,
    submissions: unique(own.map(({ submission }) => submission)).length,
    failures: own.length,
    tests: unique(own.map(({ lab, test }) => `${lab}/${test.scenario}`)).length,
  }));
  return laws.sort((a, b) => b.submissions - a.submissions || b.failures - a.failures);
}
