import { execFile, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Role } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import type { TypeErrors } from "../realm/typecheck";
import { KitFault } from "./fault";
import type { Problem } from "./result";

/** Of what it prints. */
const PRINTED_MAX_BYTES = 16 * 1_048_576;

/** The type check of a submission, in a process beside the simulation, so that nobody waits twice. */
export class Typecheck {
  private readonly child: ChildProcess;
  /** Type errors, then breaches of the contract. Rejects with a KitFault when the check itself went wrong. */
  readonly problems: Promise<Problem[]>;

  constructor(dir: string, role: Role) {
    const script = join(kitRoot(), ".raftlab", "typecheck-child.js");
    let settle: (problems: Problem[]) => void;
    let fail: (error: Error) => void;
    this.problems = new Promise((resolve, reject) => ([settle, fail] = [resolve, reject]));
    // Whoever gives the check up doesn't read its answer.
    this.problems.catch(() => undefined);
    const options = { maxBuffer: PRINTED_MAX_BYTES, env: { TZ: "UTC", LC_ALL: "en_US.UTF-8" } };
    this.child = execFile(process.execPath, [script, dir, role], options, (error, stdout, stderr) => {
      if (error !== null)
        return fail(new KitFault(`The type check itself went wrong.\n${stderr.trim() || error.message}`));
      const { diagnostics, contract } = JSON.parse(stdout) as TypeErrors;
      settle([...diagnostics, ...contract]);
    });
  }

  /** Ends it; its answer is no longer wanted. */
  stop(): void {
    this.child.kill("SIGKILL");
  }
}
