import { closeSync, fstatSync, openSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";
import { few } from "../report/few";
import { PLAIN, readAt } from "./folder-tree";
import { showName } from "./file-name";
import { Refusal, tooLarge, tooMany, Unreadable, type Item, type Path, type Tree } from "./tree";
import { zipEntries, type ZipEntry } from "./zip-directory";

/** Most strays that are named. */
const STRAYS_MAX = 20;

const HEADER_SIGNATURE = 0x04034b50;
const HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** Bytes that packing may add to what can't be packed: five for each block. */
const PACKING_MAX = 1_024;

/** The part of a mode that says what a file is. */
const KIND_MASK = 0o170000;
const KINDS: Readonly<Record<number, Item["kind"]>> = {
  0: "file",
  0o100000: "file",
  0o040000: "folder",
  0o120000: "link",
};

/**
 * A zip, read where it lies: only what is asked for is unpacked, in memory, and never more of it than was asked for. An
 * entry's name is a name, and no path of this machine's: nothing is written.
 */
export class ZipTree implements Tree {
  readonly strays: readonly string[];
  /** By name, with slashes between; a folder's own entry ends in one. */
  private readonly entries = new Map<string, ZipEntry>();
  private readonly file: number;

  /** @throws Refusal when it is no zip, or a broken one */
  constructor(path: string) {
    this.file = openSync(path, PLAIN);
    try {
      if (!fstatSync(this.file).isFile()) throw new Refusal("It is not a file.");
      this.strays = this.enterAll(zipEntries(this.file));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  list(folder: Path, max: number): Item[] {
    const above = folder.map((name) => `${name}/`).join("");
    const items = new Map<string, Item>();
    for (const [path, entry] of this.entries) {
      if (path === above || !path.startsWith(above)) continue;
      const name = path.slice(above.length).split("/", 1)[0];
      const kind = path.length > above.length + name.length ? "folder" : kindOf(entry);
      if ((items.get(name)?.kind ?? kind) !== kind) throw twice(above + name);
      items.set(name, { name, kind });
      if (items.size > max) throw tooMany(max);
    }
    return [...items.values()];
  }

  read(file: Path, maxBytes: number): Buffer {
    const entry = this.entries.get(file.join("/"));
    if (entry === undefined || kindOf(entry) !== "file") throw new Unreadable("not a file");
    if (entry.isEncrypted) throw new Unreadable("it is encrypted: make the zip without a password");
    if (entry.bytes > maxBytes) throw tooLarge(maxBytes);
    const bytes = unpacked(this.packed(entry), entry);
    if (bytes.length !== entry.bytes || crc32(bytes) !== entry.crc) throw damaged();
    return bytes;
  }

  close(): void {
    closeSync(this.file);
  }

  /** @returns what has no place in a folder */
  private enterAll(entries: readonly ZipEntry[]): string[] {
    const strays: string[] = [];
    for (const entry of entries) {
      const why = whyStray(entry.name);
      if (why === undefined) this.enter(entry);
      else strays.push(`${showName(entry.name)} (${why})`);
    }
    return few(strays, STRAYS_MAX, "more such names");
  }

  private enter(entry: ZipEntry): void {
    const { name } = entry;
    // `./raft.ts` is what some tools write for raft.ts.
    const names = name.split("/").filter((each) => each !== "" && each !== ".");
    const path = names.join("/") + (name.endsWith("/") || kindOf(entry) === "folder" ? "/" : "");
    const isKnown = this.entries.has(path);
    if (isKnown && !path.endsWith("/")) throw twice(path);
    this.entries.set(path, entry);
  }

  private packed(entry: ZipEntry): Buffer {
    if (entry.packedBytes > entry.bytes + PACKING_MAX) throw damaged();
    const header = readAt(this.file, entry.offset, HEADER_BYTES);
    if (header.length < HEADER_BYTES || header.readUInt32LE(0) !== HEADER_SIGNATURE) throw damaged();
    const begin = entry.offset + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    return readAt(this.file, begin, entry.packedBytes);
  }
}

function kindOf({ mode }: ZipEntry): Item["kind"] {
  return KINDS[mode & KIND_MASK] ?? "other";
}

/** Why an entry of that name lies in no folder of the zip. */
function whyStray(name: string): string | undefined {
  if (/^([A-Za-z]:)?[/\\]/.test(name)) return "an absolute name";
  if (name.split(/[/\\]/).includes("..")) return "a name that leads out of the zip";
  if (name.includes("\\")) return "a name with a backslash: make the zip with another tool";
  return undefined;
}

/** Which of the two would count depends on the tool that unpacks them. */
function twice(path: string): Refusal {
  return new Refusal(`It holds ${showName(path)} twice: which one counts, nobody can tell. Make the zip anew.`);
}

function damaged(): Unreadable {
  return new Unreadable("it is damaged: make the zip anew");
}

function unpacked(packed: Buffer, { method, bytes }: ZipEntry): Buffer {
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new Unreadable(`it is packed in an unusual way (${method}): make a plain zip`);
  try {
    // It ends as soon as there is more than was said.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  } catch {
    throw damaged();
  }
}
