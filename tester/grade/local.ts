import { KitFault } from "../run/fault";
import type { Problem } from "../run/result";
import { rulesOf } from "../run/rules";
import { gate } from "../run/suite";
import type { Candidate, Done } from "./grader";
import type { LabPlan } from "./plan";
import type { LabGrade } from "./result";
import { faultGrade, runUnit, ungraded, type UnitConditions } from "./unit";

type Role = ReturnType<typeof rulesOf>["role"];

/** Grades lab parts in children of this process. What keeps a submission from being judged is found once a role. */
export class LocalExecutor {
  private readonly problems = new Map<string, Promise<Problem[]>>();

  constructor(private readonly conditions: UnitConditions) {}

  /** @returns `undefined` when it was given up */
  async execute(candidate: Candidate, lab: LabPlan): Promise<Done | undefined> {
    const rejection = await this.rejection(candidate, lab);
    if (this.conditions.signal.aborted) return undefined;
    if (rejection !== undefined) return { result: rejection, cost: { cpuMs: 0, wallMs: 0, attempts: 1 } };
    return runUnit(candidate.impl, lab, this.conditions);
  }

  private async rejection(candidate: Candidate, lab: LabPlan): Promise<LabGrade | undefined> {
    if (candidate.problem !== undefined) return ungraded(lab, "rejected", candidate.problem);
    try {
      const problems = await this.gate(candidate, rulesOf(lab.lab).role);
      const because = "The code has errors: no test counts.";
      return problems.length === 0 ? undefined : ungraded(lab, "rejected", because, problems);
    } catch (error) {
      if (error instanceof KitFault) return faultGrade(lab, error.message);
      throw error;
    }
  }

  private gate({ impl, hash }: Candidate, role: Role): Promise<Problem[]> {
    const key = `${role} ${hash}`;
    const known = this.problems.get(key) ?? gate(impl, role, this.conditions.confinement);
    this.problems.set(key, known);
    return known;
  }
}
