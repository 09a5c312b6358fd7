import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderName } from "./folder-name";
import type { Candidate } from "./grader";
import { collectSubmission } from "./submission";

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
  const hash = createHash("sha256");
  mkdirSync(impl, { recursive: true });
  for (const { name: file, text } of files) {
    hash.update(`${file}\0${Buffer.byteLength(text)}\0`).update(text);
    mkdirSync(dirname(join(impl, file)), { recursive: true });
    writeFileSync(join(impl, file), text);
  }
  const left = ignored.length === 0 ? [] : [`Not taken: ${ignored.join(", ")}.`];
  return { name, hash: hash.digest("hex"), impl, notes: [...notes, ...left], problem };
}
