import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { few } from "../report/few";
import { folderName } from "./folder-name";
import type { Candidate } from "./grader";
import { isZip, showName } from "./file-name";
import { collectSubmission, type SubmittedFile } from "./submission";

/** What is handed in: a folder, or a zip of one. */
export interface HandedIn {
  /** Of a zip without its ending. */
  name: string;
  path: string;
}

/** What a folder of submissions holds. */
export interface Holdings {
  /** By code units, and not by a host's locale. */
  submissions: HandedIn[];
  /** What is neither a folder nor a zip, links included, is nobody's submission. */
  strays: string[];
}

/** Two submissions of one name: nobody but their owner can tell which one counts. */
export class DoubleError extends Error {
  override readonly name = "DoubleError";
}

/** @throws DoubleError when a name is there as a folder and as a zip */
export function handedIn(folder: string): Holdings {
  const submissions = new Map<string, HandedIn>();
  const strays: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".")) continue;
    const isPacked = entry.isFile() && isZip(entry.name);
    if (!isPacked && !entry.isDirectory()) {
      strays.push(entry.name);
      continue;
    }
    const name = isPacked ? entry.name.slice(0, -".zip".length) : entry.name;
    if (submissions.has(name))
      throw new DoubleError(`There are two submissions ${showName(name)}, a folder and a zip: remove one of them`);
    submissions.set(name, { name, path: join(folder, entry.name) });
  }
  const inOrder = [...submissions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { submissions: inOrder, strays: strays.sort() };
}

/**
 * The submissions of a class. What was taken of each lies in `staging/<its folder's name>` afterwards, and nothing else
 * does.
 */
export function rosterOf(submissions: readonly HandedIn[], staging: string): Candidate[] {
  rmSync(staging, { recursive: true, force: true });
  return submissions.map(({ name, path }) => candidateOf(name, path, join(staging, folderName(name))));
}

/** Most files that are named as not taken. */
const IGNORED_MAX = 50;

/** One submission, a folder or a zip; what was taken of it lies in `impl` afterwards. */
export function candidateOf(name: string, path: string, impl: string): Candidate {
  const { files, ignored, notes, problem } = collectSubmission(path);
  stage(files, impl);
  const left = ignored.length === 0 ? [] : [`Not taken: ${few(ignored, IGNORED_MAX).join(", ")}.`];
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
