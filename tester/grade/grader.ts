import { createHash } from "node:crypto";
import pLimit from "p-limit";
import { gate } from "../run/suite";
import { KitFault } from "../run/fault";
import { rulesOf } from "../run/rules";
import type { KitIdentity, Problem } from "../run/result";
import type { Journal } from "./journal";
import { failedNeeds, planHash, type LabPlan, type Plan } from "./plan";
import type { Grade, LabGrade, Unit } from "./result";
import { faultGrade, runUnit, ungraded } from "./unit";

/** A submission, ready to be run. */
export interface Candidate {
  name: string;
  /** SHA-256 of the files that were taken, hex. */
  hash: string;
  /** Folder that holds these files and nothing else. */
  impl: string;
  /** What was said of its files. */
  notes: string[];
  /** Why nothing of it can be graded, in a sentence. */
  problem?: string;
}

/** How a class is graded: nothing of this changes a grade. */
export interface Means {
  kit: KitIdentity;
  journal: Journal;
  /** Children at a time, of all submissions together. */
  jobs: number;
  /** Wall time that one lab part may take, ms. */
  timeoutMs: number;
  /** Whether what the journal has of this submission counts. */
  counts: (name: string, lab: LabGrade) => boolean;
  signal: AbortSignal;
  /** A lab part is done, now or by the journal. */
  done(unit: Unit, isOld: boolean): void;
}

/**
 * Grades every candidate, the labs of each one after the other, as later ones may not be worth running.
 * @returns the grades in the order of the candidates; of one that was given up, `undefined`
 */
export function gradeAll(
  candidates: readonly Candidate[],
  plan: Plan,
  means: Means,
): Promise<readonly (Grade | undefined)[]> {
  const limit = pLimit(means.jobs);
  // Of few submissions each gets several children, so that no core waits for the last one.
  const jobs = Math.max(1, Math.floor(means.jobs / Math.max(1, candidates.length)));
  return Promise.all(candidates.map((candidate) => limit(() => new Grading(candidate, plan, means, jobs).run())));
}

type Role = ReturnType<typeof rulesOf>["role"];

/** One submission under way. */
class Grading {
  private readonly problems = new Map<Role, Promise<Problem[]>>();
  /** The share of its points that each lab has earned. */
  private readonly earned = new Map<string, number>();

  constructor(
    private readonly candidate: Candidate,
    private readonly plan: Plan,
    private readonly means: Means,
    private readonly jobs: number,
  ) {}

  async run(): Promise<Grade | undefined> {
    const { name: submission, hash: submissionHash, notes } = this.candidate;
    const labs: LabGrade[] = [];
    for (const lab of this.plan.labs) {
      const result = await this.lab(lab);
      if (result === undefined) return undefined;
      labs.push(result);
      this.earned.set(lab.lab, result.points === 0 ? 1 : result.earned / result.points);
    }
    return { submission, submissionHash, notes, labs };
  }

  private async lab(lab: LabPlan): Promise<LabGrade | undefined> {
    const { journal, counts, signal, done } = this.means;
    const { name: submission, hash: submissionHash } = this.candidate;
    const groundHash = groundHashOf(this.means.kit, this.plan, lab);
    const needs = failedNeeds(lab.lab, this.plan, this.earned);
    if (needs.length > 0) return ungraded(lab, "not-run", `Lab ${needs.join(" and ")} failed, on which it stands.`);
    const known = journal.get({ submission, submissionHash, groundHash, lab: lab.lab });
    if (known !== undefined && counts(submission, known.result)) {
      done(known, true);
      return known.result;
    }
    if (signal.aborted) return undefined;
    const run = await this.grade(lab);
    if (run === undefined) return undefined;
    const unit = { submission, submissionHash, groundHash, ...run };
    journal.add(unit);
    done(unit, false);
    return unit.result;
  }

  private async grade(lab: LabPlan): Promise<Pick<Unit, "result" | "cost"> | undefined> {
    const { problem, impl } = this.candidate;
    const atOnce = (result: LabGrade) => ({ result, cost: { cpuMs: 0, wallMs: 0, attempts: 1 } });
    if (problem !== undefined) return atOnce(ungraded(lab, "rejected", problem));
    try {
      const problems = await this.gate(rulesOf(lab.lab).role);
      if (problems.length > 0)
        return atOnce(ungraded(lab, "rejected", "The code has errors: no test counts.", problems));
    } catch (error) {
      if (!(error instanceof KitFault)) throw error;
      return atOnce(faultGrade(lab, error.message));
    }
    const { timeoutMs, signal } = this.means;
    return runUnit(impl, lab, this.plan, { jobs: this.jobs, timeoutMs, signal });
  }

  private gate(role: Role): Promise<Problem[]> {
    const known = this.problems.get(role) ?? gate(this.candidate.impl, role);
    this.problems.set(role, known);
    return known;
  }
}

/** SHA-256 of all that a lab's result depends on besides the submission, hex. */
function groundHashOf(kit: KitIdentity, plan: Plan, lab: LabPlan): string {
  const hash = createHash("sha256").update(`${kit.version}\n${kit.hash}\n${kit.nodeMajor}\n`);
  return hash.update(planHash(plan, lab)).digest("hex");
}
