/** Which files of a folder are a submission's: what a grader takes of what a student hands in. */
import { closeSync, constants, fstatSync, lstatSync, opendirSync, openSync, readSync, type Dirent } from "node:fs";
import { join } from "node:path";

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
/** Most characters of a file's name. */
export const NAME_CHARS_MAX = 100;
/** How many folders of one folder each an unpacked archive may have around it. */
const WRAPPINGS_MAX = 4;

/** One file that is taken. */
export interface SubmittedFile {
  /** Without a folder: files lie beside each other. */
  name: string;
  /** As it was, byte for byte, in UTF-8: a byte order mark and CRLF stay, so that hashes agree with the folder's. */
  text: string;
}

/** What is taken of a folder, and what isn't. */
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

/** A reason to take nothing at all: its message is {@link Submission.problem}. */
class Refusal extends Error {}

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const PORTABLE = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** A name that every system, every archive and every import statement carries unchanged. */
export function isPortable(name: string): boolean {
  return PORTABLE.test(name) && !DEVICE.test(name) && name.length <= NAME_CHARS_MAX;
}

/** A name for people: what a terminal would act on is escaped, what is endless is cut. */
export function showName(name: string): string {
  const short = name.length > NAME_CHARS_MAX ? `${name.slice(0, NAME_CHARS_MAX)}…` : name;
  return /^[\x21-\x7e…]+( [\x21-\x7e…]+)*$/.test(short)
    ? short
    : JSON.stringify(short).replace(
        /[^\x20-\x7e…]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
}

/** Whatever the file system's order is, ours is that of the characters' codes. */
function sorted<T extends { name: string }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** What lies in a folder, without following links. */
function entriesOf(folder: string): Dirent[] {
  const opened = opendirSync(folder);
  try {
    const entries: Dirent[] = [];
    for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
      entries.push(entry);
      if (entries.length > NAMES_MAX)
        throw new Refusal(`It holds more than ${NAMES_MAX} files: hand in the .ts files alone.`);
    }
    return sorted(entries);
  } finally {
    opened.closeSync();
  }
}

function isEntryFile(name: string): boolean {
  return ENTRY_FILES.some((entry) => entry === name);
}

/** What systems leave in folders and archives. */
function isLitter({ name }: Dirent): boolean {
  return name.startsWith(".") || name === "__MACOSX" || name === "node_modules" || name === "Thumbs.db";
}

/** Where the files to take lie. */
interface Place {
  folder: string;
  entries: Dirent[];
  /** How one came there. */
  notes: string[];
}

function starterOf({ folder, entries, notes }: Place): Place | undefined {
  if (!entries.some((entry) => entry.name === "starter" && entry.isDirectory())) return undefined;
  const starter = join(folder, "starter");
  const inside = entriesOf(starter);
  if (!inside.some((entry) => entry.isFile() && isEntryFile(entry.name))) return undefined;
  const note = "It is a copy of the handout: only the files of its starter/ are taken, and its tester is never run.";
  const strays = entries.filter(({ name }) => isEntryFile(name));
  const warnings = strays.map(({ name }) => `${name} beside starter/ is not taken: the one in starter/ is.`);
  return { folder: starter, entries: inside, notes: [...notes, note, ...warnings] };
}

/** The folder itself, or starter/ in a copy of the handout, or either in the one folder that an archive put around it. */
function placeOf(top: string): Place {
  let place: Place = { folder: top, entries: entriesOf(top), notes: [] };
  for (let wrappings = 0; ; wrappings++) {
    const starter = starterOf(place);
    if (starter !== undefined) return starter;
    const [only, ...others] = place.entries.filter((entry) => !isLitter(entry));
    const isWrapping = only !== undefined && others.length === 0 && only.isDirectory();
    if (!isWrapping || wrappings === WRAPPINGS_MAX) return place;
    const folder = join(place.folder, only.name);
    place = { folder, entries: entriesOf(folder), notes: [`Its files lie in the folder ${showName(only.name)}.`] };
  }
}

/** Why an entry is not taken, from its name and kind alone. */
function whyNot(entry: Dirent): string | undefined {
  if (entry.isSymbolicLink()) return "a link, and links are not followed";
  if (entry.isDirectory()) return "a folder";
  if (!entry.isFile()) return "not a file";
  if (!entry.name.endsWith(".ts")) return "not a .ts file";
  if (!isPortable(entry.name)) return "a name that not every system can carry: use letters, digits, - and _";
  return undefined;
}

/** The bytes of a file, up to one more than the limit. Nothing but a plain file is read, whatever it was a moment ago. */
function bytesOf(path: string): Buffer | undefined {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(file).isFile()) return undefined;
    const bytes = Buffer.alloc(FILE_BYTES_MAX + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** UTF-8 and nothing else; throws where it isn't. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a file, or why it can't be taken. */
function textOf(path: string): { text: string } | { why: string } {
  let bytes: Buffer | undefined;
  try {
    bytes = bytesOf(path);
  } catch (error) {
    return { why: `it can't be read: ${(error as NodeJS.ErrnoException).code ?? "an error"}` };
  }
  if (bytes === undefined) return { why: "not a file" };
  if (bytes.length > FILE_BYTES_MAX) return { why: `larger than ${FILE_BYTES_MAX / 1_024} KiB` };
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return { why: "UTF-16, as it seems: save it as UTF-8" };
  try {
    const text = UTF8.decode(bytes);
    return text.includes("\0") ? { why: "not a text" } : { text };
  } catch {
    return { why: "not UTF-8: save it as UTF-8" };
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

function take({ folder, entries, notes }: Place): Submission {
  const files: SubmittedFile[] = [];
  const ignored: string[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const shown = `${showName(entry.name)}${entry.isDirectory() ? "/" : ""}`;
    const unread = whyNot(entry);
    // Beyond the limits nothing is read any more: the submission is refused below.
    const isBeyond = files.length > FILES_MAX || bytes > TOTAL_BYTES_MAX;
    const read = unread === undefined && !isBeyond ? textOf(join(folder, entry.name)) : { why: unread ?? "too much" };
    if ("text" in read) {
      files.push({ name: entry.name, text: read.text });
      bytes += Buffer.byteLength(read.text);
    } else if (isEntryFile(entry.name) && !isBeyond) throw new Refusal(`${shown} can't be taken: ${read.why}.`);
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

/**
 * What a grader takes of a folder: `raft.ts`, `server.ts`, `client.ts` and other `.ts` files beside them, and nothing
 * else. Of a copy of the handout it takes the files of starter/. Reads, and runs and writes nothing; follows no link, at
 * the top neither; what is wrong with the folder is said in the result, never thrown.
 */
export function collectSubmission(dir: string): Submission {
  const nothing = { files: [], ignored: [], notes: [] };
  try {
    const found = lstatSync(dir, { throwIfNoEntry: false });
    if (found === undefined) throw new Refusal("It isn't there.");
    if (found.isSymbolicLink()) throw new Refusal("It is a link, and links are not followed.");
    if (!found.isDirectory()) throw new Refusal("It is not a folder.");
    return take(placeOf(dir));
  } catch (error) {
    if (error instanceof Refusal) return { ...nothing, problem: error.message };
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { ...nothing, problem: `It can't be read: ${code}.` };
  }
}
