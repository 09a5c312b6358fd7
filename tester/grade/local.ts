import { KitFault } from "../run/fault";
import { rulesOf } from "../run/rules";
import { gate, type Gated, type Program } from "../run/suite";
import type { Candidate, Done } from "./grader";
import type { LabPlan } from "./plan";
import type { LabGrade } from "./result";
import { faultGrade, runUnit, ungraded, type UnitConditions } from "./unit";

type Role = ReturnType<typeof rulesOf>["role"];

/** Programs that are kept: far more than are graded at a time, and few enough for a worker that runs for days. */
const GATES_KEPT = 64;

/** Grades lab parts in children of this process. A submission is compiled and checked once a role. */
export class LocalExecutor {
  private readonly gates = new Map<string, Promise<Gated>>();

  constructor(private readonly conditions: UnitConditions) {}

  /** @returns `undefined` when it was given up */
  async execute(candidate: Candidate, lab: LabPlan): Promise<Done | undefined> {
    const gated = await this.passed(candidate, lab);
    if (this.conditions.signal.aborted) return undefined;
    if ("program" in gated) return runUnit(candidate.impl, gated.program, lab, this.conditions);
    return { result: gated, cost: { cpuMs: 0, wallMs: 0, attempts: 1 } };
  }

  /** The program; or the grade of what can't be run. */
  private async passed(candidate: Candidate, lab: LabPlan): Promise<{ program: Program } | LabGrade> {
    if (candidate.problem !== undefined) return ungraded(lab, "rejected", candidate.problem);
    try {
      const gated = await this.gate(candidate, rulesOf(lab.lab).role);
      if ("program" in gated) return gated;
      return ungraded(lab, "rejected", "The code has errors: no test counts.", gated.problems);
    } catch (error) {
      if (error instanceof KitFault) return faultGrade(lab, error.message);
      throw error;
    }
  }

  private gate({ impl, hash }: Candidate, role: Role): Promise<Gated> {
    const key = `${role} ${hash}`;
    const known = this.gates.get(key) ?? gate(impl, role, this.conditions.confinement);
    this.gates.set(key, known);
    for (const oldest of this.gates.keys()) if (this.gates.size > GATES_KEPT) this.gates.delete(oldest);
    return known;
  }
}
