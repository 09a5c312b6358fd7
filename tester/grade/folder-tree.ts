import { closeSync, constants, fstatSync, opendirSync, openSync, readSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { tooLarge, tooMany, Unreadable, type Item, type Path, type Tree } from "./tree";

/** Opens for reading: no link is followed, no pipe waited for. */
export const PLAIN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A folder of the file system. */
export class FolderTree implements Tree {
  readonly strays = [];

  constructor(private readonly top: string) {}

  list(folder: Path, max: number): Item[] {
    const opened = opendirSync(join(this.top, ...folder));
    try {
      const items: Item[] = [];
      for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
        items.push({ name: entry.name, kind: kindOf(entry) });
        if (items.length > max) throw tooMany(max);
      }
      return items;
    } finally {
      opened.closeSync();
    }
  }

  read(file: Path, maxBytes: number): Buffer {
    try {
      return bytesOf(join(this.top, ...file), maxBytes);
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      throw new Unreadable(`it can't be read: ${(error as NodeJS.ErrnoException).code ?? "an error"}`);
    }
  }

  close(): void {
    // Each file was closed when it had been read.
  }
}

function kindOf(entry: Dirent): Item["kind"] {
  if (entry.isSymbolicLink()) return "link";
  if (entry.isDirectory()) return "folder";
  return entry.isFile() ? "file" : "other";
}

function bytesOf(path: string, maxBytes: number): Buffer {
  const file = openSync(path, PLAIN);
  try {
    if (!fstatSync(file).isFile()) throw new Unreadable("not a file");
    const bytes = readAt(file, 0, maxBytes + 1);
    if (bytes.length > maxBytes) throw tooLarge(maxBytes);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** What an open file holds from `position` on: so many bytes, or fewer where it ends. */
export function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let done = 0;
  for (let read = -1; read !== 0 && done < length; done += read) {
    read = readSync(file, bytes, done, length - done, position + done);
  }
  return bytes.subarray(0, done);
}
