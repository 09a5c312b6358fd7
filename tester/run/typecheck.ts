import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Role } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import type { Checked } from "../realm/typecheck-child";
import { Apart, GATE_CPU_LIMIT_MS, type Ended } from "./apart";
import { KitFault } from "./fault";
import type { Problem } from "./result";
import { GATE_MEMORY_MB, typecheckErrand } from "./sandbox/errand";
import type { Sandbox } from "./sandbox/sandbox";

/** What took too much, in the words of a problem. */
export function excessOf(what: string, kind: "cpu" | "memory" | "output"): string {
  if (kind === "cpu") return `${what} took too long: more than ${GATE_CPU_LIMIT_MS / 1_000} s of CPU time, twice.`;
  return `${what} took too much memory: more than ${GATE_MEMORY_MB} MB, twice.`;
}

/** Without links; as it was named where there is none, so that whoever reads it says so. */
export function folderAt(dir: string): string {
  return existsSync(dir) ? realpathSync(dir) : resolve(dir);
}

/** The type check of a submission, in a process beside the simulation, so that nobody waits twice. */
export class Typecheck {
  private readonly apart: Apart;
  /** Type errors, then breaches of the contract. Rejects with a KitFault when the check itself went wrong. */
  readonly problems: Promise<Problem[]>;

  constructor(dir: string, role: Role, sandbox: Sandbox) {
    // What strangers have written is checked anew: no answer of theirs is kept for others.
    const store = sandbox.kind === "none" ? "kept" : "fresh";
    this.apart = new Apart(typecheckErrand(kitRoot(), [store, role], folderAt(dir)), sandbox);
    this.problems = this.apart.ended.then(problemsOf);
    // Whoever gives the check up doesn't read its answer.
    this.problems.catch(() => undefined);
  }

  /** Ends it; its answer is no longer wanted. */
  stop(): void {
    this.apart.stop();
  }
}

function problemsOf(ended: Ended): Problem[] {
  switch (ended.kind) {
    case "printed": {
      const checked = JSON.parse(ended.text) as Checked;
      if ("broken" in checked)
        return [{ text: `The TypeScript compiler itself fails on this code: ${checked.broken}.` }];
      return [...checked.diagnostics, ...checked.contract];
    }
    case "stopped":
      throw new KitFault("The type check was given up.");
    case "died":
      throw new KitFault(`The type check itself went wrong.\n${ended.how}`);
    default:
      return [{ text: excessOf("The type check", ended.kind) }];
  }
}
