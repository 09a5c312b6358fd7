import { problemLine } from "../../report/problems";
import type { Grade, LabGrade, TestGrade } from "../result";
import { line, plain } from "./plain";

/** What became of it. `unjudged`: by the machine's fault or the clock's, and to be graded again. */
export type Status = "passed" | "failed" | "unjudged" | "not-run" | "rejected";

/** One line of a score sheet: a test, or a lab part none of whose tests was run. What all formats are made of. */
export interface Item {
  lab: string;
  /** `2A: initial election`, on one line. */
  name: string;
  /** The scenario's, or `lab`. Together with `lab` no two are the same. */
  key: string;
  status: Status;
  earned: number;
  points: number;
  /** What is to be said of it, for people, plain text. Never empty. */
  message: string;
  /** The law that was broken. */
  law?: string;
  token?: string;
}

/** In the order of the labs, and in each of its tests. */
export function itemsOf({ labs }: Pick<Grade, "labs">): Item[] {
  return labs.flatMap((lab) =>
    lab.status === "graded" ? lab.tests.map((test) => testItem(lab, test)) : [labItem(lab)],
  );
}

/** Labs are written 2a in a command and 2A in a sentence. */
export function labName(lab: string): string {
  return `Lab ${lab.toUpperCase()}`;
}

function testItem({ lab }: LabGrade, test: TestGrade): Item {
  return {
    ...{ lab, key: test.scenario, name: line(`${lab.toUpperCase()}: ${test.title}`) },
    ...{ status: STATUS[test.verdict], earned: test.earned, points: test.points },
    message: plain(testMessage(test)),
    ...(test.failure && { law: line(test.failure.violation.title), token: test.failure.token }),
  };
}

const STATUS: Readonly<Record<TestGrade["verdict"], Status>> = {
  ...{ pass: "passed", fail: "failed", "not-started": "failed", unknown: "unjudged", "not-run": "not-run" },
};

function testMessage({ verdict, seedsPlanned, seedsPassed, seedsRun, earned, failure, reason }: TestGrade): string {
  switch (verdict) {
    case "pass":
      return `Passed with ${seedsPlanned} seeds.`;
    case "unknown":
      return `Unknown: ${reason ?? "it wasn't judged"}. That is no failure, and no pass: it must be graded again.`;
    case "not-run":
      return `Not run: ${reason ?? "what it needs failed"}.`;
    default: {
      const share = earned > 0 ? `${seedsPassed} of ${seedsRun} seeds passed. The first that didn't:\n\n` : "";
      return share + (failure?.message ?? (verdict === "fail" ? "Failed." : "Not started."));
    }
  }
}

const LAB_STATUS = { "not-run": "not-run", rejected: "rejected", fault: "unjudged" } as const;

function labItem({ lab, status, points, because = "", problems }: LabGrade): Item {
  const message = [because, ...problems.map(problemLine)].join("\n");
  const again = "That is no fault of the submission: it must be graded again.";
  return {
    ...{ lab, key: "lab", name: labName(lab), earned: 0, points },
    status: LAB_STATUS[status as keyof typeof LAB_STATUS],
    message: plain(status === "fault" ? `Not graded: ${because}\n${again}` : message),
  };
}
