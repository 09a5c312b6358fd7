import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderName } from "./folder-name";
import type { Candidate } from "./grader";
import { collectSubmission, type SubmittedFile } from "./submission";

/**
 * The submissions of a class: one folder each, in the order of their names. What was taken of each lies in
 * `staging/<its folder's name>` afterwards, and nothing else does.
 */
export function rosterOf(folder: string, staging: string): Candidate[] {
  rmSync(staging, { recursive: true, force: true });
  return namesIn(folder).map((name) => candidateOf(name, join(folder, name), join(staging, folderName(name))));
}

/** By code units, and not by a host's locale. What is no folder of its own, links included, is nobody's submission. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}

function candidateOf(name: string, folder: string, impl: string): Candidate {
  const { files, ignored, notes, problem } = collectSubmission(folder);
  stage(files, impl);
  const left = ignored.length === 0 ? [] : [`Not taken: ${ignored.join(", ")}.`];
  return { name, hash: hashOf(files), impl, notes: [...notes, ...left], problem };
}

/** SHA-256 of files, names and contents, hex. */
function hashOf(files: readonly SubmittedFile[]): string {
  const hash = createHash("sha256");
  for (const { name, text } of files) hash.update(`${name}\0${Buffer.byteLength(text)}\0`).update(text);
  return hash.digest("hex");
}

/** Writes a submission's files into a folder of its own. */
export function stage(files: readonly SubmittedFile[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
}

/** What {@link stage} wrote. */
export function filesIn(folder: string): SubmittedFile[] {
  const names = readdirSync(folder).sort();
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}
