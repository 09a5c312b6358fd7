import { createHash } from "node:crypto";

/** Longest name of a folder or file that is made from a submission's: some systems carry no more than 255 bytes. */
const NAME_MAX = 80;

/** Names that Windows keeps for itself. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A submission's name as that of a folder, on every system: the name itself where it can be one, else what is left of
 * it and eight hex digits of its SHA-256, so that no two are alike.
 */
export function folderName(name: string): string {
  const kept = name.replace(/[^A-Za-z0-9._-]/g, "_").slice(0, NAME_MAX);
  const isPlain = kept === name && !/^\.|\.$/.test(name) && !RESERVED.test(name) && name === name.toLowerCase();
  if (isPlain) return name;
  const tail = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${kept.replace(/^\.+|\.+$/g, "_").toLowerCase()}-${tail}`;
}
