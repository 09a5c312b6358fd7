/** Which files of a folder or a zip are a submission's: what a grader takes of what a student hands in. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { isPortable, isZip, showName } from "./file-name";
import { FolderTree } from "./folder-tree";
import { Refusal, Unreadable, type Item, type Path, type Tree } from "./tree";
import { ZipTree } from "./zip-tree";

/** The files that the labs load; what else is taken, these import. */
export const ENTRY_FILES = ["raft.ts", "server.ts", "client.ts"] as const;

/** Most bytes of one file. A whole right submission has some 40,000. */
export const FILE_BYTES_MAX = 262_144;
/** Most bytes of all files together. */
export const TOTAL_BYTES_MAX = 1_048_576;
/** Most files that are taken. */
export const FILES_MAX = 50;
/** Most names that are looked at in one folder: what holds more is no submission. */
export const NAMES_MAX = 1_000;
/** How many folders of one folder each an unpacked archive may have around it. */
const WRAPPINGS_MAX = 4;

/** One file that is taken. */
export interface SubmittedFile {
  /** Without a folder: files lie beside each other. */
  name: string;
  /** As it was, byte for byte, in UTF-8: a byte order mark and CRLF stay, so that hashes agree with the folder's. */
  text: string;
}

/** What is taken of a folder or a zip, and what isn't. */
export interface Submission {
  /** Sorted by name. */
  files: SubmittedFile[];
  /** What lies there and is not taken, each with its reason, sorted: `notes.md (not a .ts file)`. */
  ignored: string[];
  /** What else its owner should know, in sentences. */
  notes: string[];
  /** Why nothing of it can be graded, in one sentence. Then `files` is empty. */
  problem?: string;
}

/** What lies in a folder. Whatever the file system's order is, ours is that of the characters' codes. */
function itemsOf(tree: Tree, folder: Path): Item[] {
  return tree.list(folder, NAMES_MAX).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function isEntryFile(name: string): boolean {
  return ENTRY_FILES.some((entry) => entry === name);
}

/** What systems leave in folders and archives. */
function isLitter({ name }: Item): boolean {
  return name.startsWith(".") || name === "__MACOSX" || name === "node_modules" || name === "Thumbs.db";
}

/** Where the files to take lie. */
interface Place {
  folder: Path;
  items: Item[];
  /** How one came there. */
  notes: string[];
}

function starterOf(tree: Tree, { folder, items, notes }: Place): Place | undefined {
  if (!items.some(({ name, kind }) => name === "starter" && kind === "folder")) return undefined;
  const starter = [...folder, "starter"];
  const inside = itemsOf(tree, starter);
  if (!inside.some(({ name, kind }) => kind === "file" && isEntryFile(name))) return undefined;
  const note = "It is a copy of the handout: only the files of its starter/ are taken, and its tester is never run.";
  const strays = items.filter(({ name }) => isEntryFile(name));
  const warnings = strays.map(({ name }) => `${name} beside starter/ is not taken: the one in starter/ is.`);
  return { folder: starter, items: inside, notes: [...notes, note, ...warnings] };
}

/** The top itself, or starter/ in a copy of the handout, or either in the one folder that an archive put around it. */
function placeOf(tree: Tree, notes: readonly string[]): Place {
  let place: Place = { folder: [], items: itemsOf(tree, []), notes: [...notes] };
  for (let wrappings = 0; ; wrappings++) {
    const starter = starterOf(tree, place);
    if (starter !== undefined) return starter;
    const [only, ...others] = place.items.filter((item) => !isLitter(item));
    const isWrapping = only !== undefined && others.length === 0 && only.kind === "folder";
    if (!isWrapping || wrappings === WRAPPINGS_MAX) return place;
    const folder = [...place.folder, only.name];
    const where = `Its files lie in the folder ${showName(only.name)}.`;
    place = { folder, items: itemsOf(tree, folder), notes: [...notes, where] };
  }
}

/** Why an item is not taken, from its name and kind alone. */
function whyNot({ name, kind }: Item): string | undefined {
  if (kind === "link") return "a link, and links are not followed";
  if (kind === "folder") return "a folder";
  if (kind === "other") return "not a file";
  if (!name.endsWith(".ts")) return "not a .ts file";
  if (!isPortable(name)) return "a name that not every system can carry: use letters, digits, - and _";
  return undefined;
}

/** UTF-8 and nothing else; throws where it isn't. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a file, or why it can't be taken. */
function textOf(tree: Tree, file: Path): { text: string } | { why: string } {
  try {
    const bytes = tree.read(file, FILE_BYTES_MAX);
    if (bytes[0] === 0xff || bytes[0] === 0xfe) return { why: "UTF-16, as it seems: save it as UTF-8" };
    const text = UTF8.decode(bytes);
    return text.includes("\0") ? { why: "not a text" } : { text };
  } catch (error) {
    return { why: error instanceof Unreadable ? error.message : "not UTF-8: save it as UTF-8" };
  }
}

/** Two names that are one on Windows and macOS: which file counts would depend on the machine. */
function checkCollisions(files: readonly SubmittedFile[]): void {
  const seen = new Map<string, string>();
  for (const { name } of files) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined)
      throw new Refusal(`${other} and ${name} differ in upper and lower case alone: rename one of them.`);
    seen.set(name.toLowerCase(), name);
  }
}

function checkSizes(files: readonly SubmittedFile[]): void {
  if (files.length > FILES_MAX) throw new Refusal(`It has more than ${FILES_MAX} .ts files, which is the limit.`);
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  if (bytes > TOTAL_BYTES_MAX)
    throw new Refusal(`Its .ts files have more than ${TOTAL_BYTES_MAX / 1_024} KiB together, which is the limit.`);
}

/** Names that were probably meant to be an entry file's. */
function nearMisses(files: readonly SubmittedFile[]): string[] {
  return files.flatMap(({ name }) => {
    const meant = ENTRY_FILES.find((entry) => entry === name.toLowerCase() && entry !== name);
    return meant === undefined ? [] : [`${name} is not ${meant}: upper and lower case count.`];
  });
}

function take(tree: Tree, { folder, items, notes }: Place): Submission {
  const files: SubmittedFile[] = [];
  const ignored = [...tree.strays];
  let bytes = 0;
  for (const item of items) {
    const shown = `${showName(item.name)}${item.kind === "folder" ? "/" : ""}`;
    const unread = whyNot(item);
    // Beyond the limits nothing is read any more: the submission is refused below.
    const isBeyond = files.length > FILES_MAX || bytes > TOTAL_BYTES_MAX;
    const read =
      unread === undefined && !isBeyond ? textOf(tree, [...folder, item.name]) : { why: unread ?? "too much" };
    if ("text" in read) {
      files.push({ name: item.name, text: read.text });
      bytes += Buffer.byteLength(read.text);
    } else if (isEntryFile(item.name) && !isBeyond) throw new Refusal(`${shown} can't be taken: ${read.why}.`);
    else ignored.push(`${shown} (${read.why})`);
  }
  checkSizes(files);
  checkCollisions(files);
  const misses = nearMisses(files);
  if (files.some(({ name }) => isEntryFile(name))) return { files, ignored, notes: [...notes, ...misses] };
  return {
    files: [],
    ignored,
    notes,
    problem: [`There is no raft.ts, server.ts or client.ts in it.`, ...misses].join(" "),
  };
}

/** The zip that a folder holds and nothing else: what platforms make of a student who hands in a zip. */
function onlyZipIn(folder: string): string | undefined {
  const [only, ...others] = new FolderTree(folder).list([], NAMES_MAX).filter((item) => !isLitter(item));
  return only?.kind === "file" && isZip(only.name) && others.length === 0 ? only.name : undefined;
}

/** What lies at a path, and how one came there. @throws Refusal for what is neither a folder nor a zip */
function treeAt(path: string): { tree: Tree; notes: string[] } {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Refusal("It isn't there.");
  if (found.isSymbolicLink()) throw new Refusal("It is a link, and links are not followed.");
  if (found.isDirectory()) {
    const zip = onlyZipIn(path);
    if (zip === undefined) return { tree: new FolderTree(path), notes: [] };
    return { tree: new ZipTree(join(path, zip)), notes: [`Its files lie in ${showName(zip)}.`] };
  }
  if (found.isFile() && isZip(path)) return { tree: new ZipTree(path), notes: [] };
  throw new Refusal("It is neither a folder nor a zip.");
}

function collectFrom({ tree, notes }: ReturnType<typeof treeAt>): Submission {
  try {
    return take(tree, placeOf(tree, notes));
  } finally {
    tree.close();
  }
}

/**
 * What a grader takes of a folder, or of a zip of one: `raft.ts`, `server.ts`, `client.ts` and other `.ts` files beside
 * them, and nothing else. A folder that holds one zip alone is that zip. Of a copy of the handout it takes the files of
 * starter/. Reads, and runs and writes nothing;
 * follows no link, at the top neither; what is wrong with it is said in the result, never thrown.
 */
export function collectSubmission(path: string): Submission {
  const nothing = { files: [], ignored: [], notes: [] };
  try {
    return collectFrom(treeAt(path));
  } catch (error) {
    if (error instanceof Refusal) return { ...nothing, problem: error.message };
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { ...nothing, problem: `It can't be read: ${code}.` };
  }
}
