import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { showProblem } from "../../tester/realm/problem";
import { findTypeErrors } from "../../tester/realm/type-errors";
import { writeProgram } from "./build";
import type { Changed } from "./change";

/** The type errors that a student would see in each of these programs. About a second a program. */
export function typeErrorsOf(programs: readonly Changed[]): { name: string; text: string }[] {
  const folder = mkdtempSync(join(tmpdir(), "raftlab-bank-"));
  try {
    return programs.flatMap((changed) => {
      const own = join(folder, changed.name);
      writeProgram(own, changed);
      // What server.ts imports is checked with it: raft.ts.
      const { diagnostics, contract } = findTypeErrors(own, "kv", kitRoot());
      return [...diagnostics, ...contract].map((problem) => ({ name: changed.name, text: showProblem(problem) }));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
