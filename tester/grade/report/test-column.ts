import type { Grade, LabGrade, TestGrade } from "../result";
import type { Mark } from "./mark";

/** One test of the class. */
export interface TestColumn {
  lab: string;
  scenario: string;
  title: string;
  points: number;
  /** Submissions of which it was run. */
  ran: number;
  /** These make up `ran`. */
  passed: number;
  failed: number;
  notStarted: number;
  unknown: number;
}

const COUNTED = { pass: "passed", fail: "failed", "not-started": "notStarted", unknown: "unknown" } as const;

/** All tests that were run of anybody, by lab, in the order of the first submission that has them. */
export function columnsOf(grades: readonly Grade[]): TestColumn[] {
  const labs = new Map<string, Map<string, TestColumn>>();
  for (const { lab, tests } of grades.flatMap((grade) => grade.labs)) {
    const columns = labs.get(lab) ?? new Map<string, TestColumn>();
    labs.set(lab, columns);
    for (const test of tests) enter(columns, lab, test);
  }
  return [...labs.values()].flatMap((columns) => [...columns.values()]);
}

function enter(columns: Map<string, TestColumn>, lab: string, { scenario, title, points, verdict }: TestGrade): void {
  const none = { lab, scenario, title, points, ran: 0, passed: 0, failed: 0, notStarted: 0, unknown: 0 };
  const column = columns.get(scenario) ?? none;
  columns.set(scenario, column);
  if (verdict === "not-run") return;
  column.ran++;
  column[COUNTED[verdict]]++;
}

/** `2b/backup`. */
export function nameOfTest({ lab, scenario }: Pick<TestColumn, "lab" | "scenario">): string {
  return `${lab}/${scenario}`;
}

/** Of those of which it was run, the share that doesn't pass; 0 where it wasn't run at all. */
export function failureRate({ ran, passed }: Pick<TestColumn, "ran" | "passed">): number {
  return ran === 0 ? 0 : (ran - passed) / ran;
}

/** The most failed first; of equals, in the order given. */
export function mostFailedFirst<T extends Pick<TestColumn, "ran" | "passed">>(tests: readonly T[]): T[] {
  return [...tests].sort((a, b) => failureRate(b) - failureRate(a));
}

const OF_VERDICT = { pass: "p", fail: "f", unknown: "u", "not-started": "s", "not-run": "n" } as const;
const OF_STATUS = { graded: "n", "not-run": "n", rejected: "r", fault: "x" } as const;

/** What became of a test; a lab part that has no tests speaks for them. */
export function markOf(lab: LabGrade | undefined, scenario: string): Mark {
  const test = lab?.tests.find((each) => each.scenario === scenario);
  return test === undefined ? OF_STATUS[lab?.status ?? "not-run"] : OF_VERDICT[test.verdict];
}
