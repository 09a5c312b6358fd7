import type { Candidate } from "./grader";
import type { Plan } from "./plan";
import type { Grade, LabGrade, TestGrade } from "./result";
import { gradeSoFar } from "./unit";

/** A grade under way: at any moment it is a grade, in which what hasn't ended yet is unknown. */
export class Draft {
  private readonly labs = new Map<string, LabGrade>();
  private readonly tests = new Map<string, TestGrade[]>();

  constructor(
    private readonly candidate: Candidate,
    private readonly plan: Plan,
  ) {}

  /** A test has ended; of one that ends twice the later counts. */
  addTest(lab: string, test: TestGrade): void {
    this.tests.set(lab, [...(this.tests.get(lab) ?? []), test]);
  }

  /** A lab part has ended. */
  addLab(lab: LabGrade): void {
    this.labs.set(lab.lab, lab);
  }

  grade(): Grade {
    const { name: submission, hash: submissionHash, notes } = this.candidate;
    const labs = this.plan.labs.map((lab) => this.labs.get(lab.lab) ?? gradeSoFar(lab, this.tests.get(lab.lab) ?? []));
    return { submission, submissionHash, notes, labs };
  }
}
