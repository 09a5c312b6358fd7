import { createHash } from "node:crypto";
import pLimit from "p-limit";
import type { KitIdentity } from "../run/result";
import type { Journal } from "./journal";
import { failedNeeds, planHash, type LabPlan, type Plan } from "./plan";
import type { Grade, LabGrade, Unit } from "./result";
import { ungraded } from "./unit";

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

/** What a lab part came to. */
export type Done = Pick<Unit, "result" | "cost">;

/** How a class is graded: nothing of this changes a grade. */
export interface Means {
  kit: KitIdentity;
  journal: Journal;
  /** Submissions at a time. */
  atOnce: number;
  /** Whether what the journal has of this submission counts. */
  counts: (name: string, lab: LabGrade) => boolean;
  /** Grades one lab part, here or elsewhere; `undefined` when it was given up. `key` names all that it is a function of. */
  execute(candidate: Candidate, lab: LabPlan, key: string): Promise<Done | undefined>;
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
  const limit = pLimit(means.atOnce);
  return Promise.all(candidates.map((candidate) => limit(() => new Grading(candidate, plan, means).run())));
}

/** One submission under way. */
class Grading {
  /** The share of its points that each lab has earned. */
  private readonly earned = new Map<string, number>();

  constructor(
    private readonly candidate: Candidate,
    private readonly plan: Plan,
    private readonly means: Means,
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
    const { journal, counts, signal, done, kit } = this.means;
    const needs = failedNeeds(lab.lab, this.plan, this.earned);
    if (needs.length > 0) return ungraded(lab, "not-run", `Lab ${needs.join(" and ")} failed, on which it stands.`);
    const { name: submission, hash: submissionHash } = this.candidate;
    const groundHash = groundHashOf(kit, lab);
    const known = journal.get({ submission, submissionHash, groundHash, lab: lab.lab });
    if (known !== undefined && counts(submission, known.result)) {
      done(known, true);
      return known.result;
    }
    if (signal.aborted) return undefined;
    const graded = await this.means.execute(this.candidate, lab, `${submission}\n${submissionHash}\n${groundHash}`);
    if (graded === undefined) return undefined;
    const unit = { submission, submissionHash, groundHash, ...graded };
    journal.add(unit);
    done(unit, false);
    return unit.result;
  }
}

/** SHA-256 of all that a lab's result depends on besides the submission, hex. */
export function groundHashOf({ version, hash, nodeMajor }: KitIdentity, lab: LabPlan): string {
  return createHash("sha256")
    .update(`${version}\n${hash}\n${nodeMajor}\n${planHash(lab)}`)
    .digest("hex");
}
