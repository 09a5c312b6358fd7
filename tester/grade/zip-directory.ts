/**
 * The list of contents at the end of a zip (PKWARE's APPNOTE, 4.3.12 and 4.3.16). Only this list says what is in a zip,
 * so that two readers can't see two different ones in it; and nothing is unpacked to read it.
 */
import { fstatSync } from "node:fs";
import { readAt } from "./folder-tree";
import { Refusal } from "./tree";

/** One entry, as the list has it: nothing of it is to be believed. */
export interface ZipEntry {
  /** With slashes between; a folder's ends in one. */
  name: string;
  /** Of a link or a device made on Unix; 0 where nothing is said. */
  mode: number;
  isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  method: number;
  crc: number;
  packedBytes: number;
  bytes: number;
  /** Where its own header begins, bytes from the beginning of the zip. */
  offset: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
/** A comment may follow, as long as sixteen bits can say. */
const COMMENT_MAX = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;

/** Most bytes of the list. A clone of the handout with its node_modules has some 3 MB. */
const LIST_BYTES_MAX = 16 * 1_048_576;

/** What stands in a field that is too narrow, and means that the number stands elsewhere (zip64). */
const IN_ZIP64 = { bits16: 0xffff, bits32: 0xffffffff };

/** Systems that write a file's mode as Unix does: Unix, and macOS. */
const UNIX_HOSTS = [3, 19];

const ENCRYPTED = 0x0001;
const ENCRYPTED_LIST = 0x2000;
const IS_UTF8 = 0x0800;

function broken(what: string): Refusal {
  return new Refusal(`It is no zip that can be read: ${what}. Make it anew.`);
}

/** @throws Refusal when the open file is no zip, or a broken or an endless one */
export function zipEntries(file: number): ZipEntry[] {
  const { size } = fstatSync(file);
  const tail = readAt(file, Math.max(0, size - END_BYTES - COMMENT_MAX), Math.min(size, END_BYTES + COMMENT_MAX));
  const at = endIn(tail);
  if (at === undefined) throw broken("its list of contents is missing");
  const count = tail.readUInt16LE(at + 10);
  const listBytes = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (
    count === IN_ZIP64.bits16 ||
    listBytes === IN_ZIP64.bits32 ||
    offset === IN_ZIP64.bits32 ||
    listBytes > LIST_BYTES_MAX
  )
    throw new Refusal("It is a zip of far too much (zip64): hand in the .ts files alone.");
  if (offset + listBytes !== size - tail.length + at) throw broken("its list of contents isn't where it should be");
  return entriesIn(readAt(file, offset, listBytes), count);
}

/** Where the end record begins: the last place that looks like one, with a comment that reaches to the end. */
function endIn(tail: Buffer): number | undefined {
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    const isEnd = tail.readUInt32LE(at) === END_SIGNATURE;
    if (isEnd && tail.readUInt16LE(at + 20) === tail.length - at - END_BYTES) return at;
  }
  return undefined;
}

function entriesIn(list: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + ENTRY_BYTES > list.length || list.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw broken("its list of contents is damaged");
    const nameEnd = at + ENTRY_BYTES + list.readUInt16LE(at + 28);
    const next = nameEnd + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
    if (next > list.length) throw broken("its list of contents is damaged");
    entries.push(entryOf(list.subarray(at, at + ENTRY_BYTES), list.subarray(at + ENTRY_BYTES, nameEnd)));
    at = next;
  }
  if (at !== list.length) throw broken("its list of contents holds more than it says");
  return entries;
}

function entryOf(head: Buffer, name: Buffer): ZipEntry {
  const flags = head.readUInt16LE(8);
  return {
    name: nameOf(name, (flags & IS_UTF8) !== 0),
    mode: UNIX_HOSTS.includes(head[5]) ? head.readUInt16LE(40) : 0,
    isEncrypted: (flags & (ENCRYPTED | ENCRYPTED_LIST)) !== 0,
    method: head.readUInt16LE(10),
    crc: head.readUInt32LE(16),
    packedBytes: head.readUInt32LE(20),
    bytes: head.readUInt32LE(24),
    offset: head.readUInt32LE(42),
  };
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Many write UTF-8 and don't say so. What is none is read byte by byte: such a name is shown, and never taken. */
function nameOf(bytes: Buffer, isUtf8: boolean): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return isUtf8 ? bytes.toString("utf8") : bytes.toString("latin1");
  }
}
