/** What a grader will accept of a folder, lab part by lab part. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collectSubmission, type Submission, type SubmittedFile } from "../../grade/submission";
import { compile, type Role } from "../../realm/compile";
import type { Problem } from "../../realm/problem";
import { typecheck } from "../../realm/typecheck";
import { rulesOf } from "../../run/rules";
import { gapsIn, type Gap } from "./gaps";

/** One lab part. */
export interface Part {
  lab: string;
  /** Can its tests be run? What they say is another matter. */
  isGradable: boolean;
  /** Why not; empty if they can. */
  problems: Problem[];
  /** What is still to be written for it. A test that comes to one is «not started». */
  gaps: Gap[];
}

/** The whole answer. */
export interface Acceptance {
  submission: Submission;
  parts: Part[];
}

/** What keeps the labs of a role from being run: what doesn't compile, else what isn't well typed. */
async function problemsOf(folder: string, role: Role): Promise<Problem[]> {
  const compiled = await compile(folder, role);
  if (!compiled.ok) return compiled.problems;
  const { diagnostics, contract } = typecheck(folder, role);
  return [...diagnostics, ...contract];
}

/** The problems of each role, of the files that are taken and no others: they are looked at where only they are. */
async function problemsByRole(
  files: readonly SubmittedFile[],
  roles: ReadonlySet<Role>,
): Promise<Map<Role, Problem[]>> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "raftlab-"));
  try {
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    const found = new Map<Role, Problem[]>();
    for (const role of roles) found.set(role, await problemsOf(folder, role));
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What will be accepted of a folder, or a zip of one, for these labs. */
export async function acceptanceOf(path: string, labs: readonly string[]): Promise<Acceptance> {
  const submission = collectSubmission(realpathSync(path));
  const { files, problem } = submission;
  const gaps = gapsIn(files);
  const roles = new Set(labs.map((lab) => rulesOf(lab).role));
  const byRole = problem === undefined ? await problemsByRole(files, roles) : undefined;
  const parts = labs.map((lab) => {
    const problems = byRole?.get(rulesOf(lab).role) ?? [{ text: problem! }];
    return { lab, isGradable: problems.length === 0, problems, gaps: gaps.filter((gap) => gap.lab === lab) };
  });
  return { submission, parts };
}
