import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, type Program, type Role } from "../../tester/realm/compile";
import { showProblem } from "../../tester/realm/problem";
import { sourcesOf } from "./bank";
import type { Changed } from "./change";

/** Writes a program of the bank into a folder: what `--impl` takes. */
export function writeProgram(folder: string, changed: Changed): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(sourcesOf(changed))) {
    writeFileSync(join(folder, file), text);
  }
}

/**
 * Compiles a program of the bank, without a type check.
 * @throws Error naming the program, when a change doesn't apply or the text doesn't compile
 */
export async function buildProgram(changed: Changed, role: Role): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), "raftlab-bank-"));
  try {
    writeProgram(folder, changed);
    const compiled = await compile(folder, role);
    if (compiled.ok) return compiled.program;
    throw new Error(`${changed.name} doesn't compile: ${compiled.problems.map(showProblem).join("; ")}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
