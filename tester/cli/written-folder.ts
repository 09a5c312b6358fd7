/** Writing a folder as a whole: what a command made, and nothing else. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "./usage";

/** Contents by path, with slashes, relative to the folder. */
export type Contents = ReadonlyMap<string, Buffer>;

/** What was written, and the SHA-256 of each: `sha256sum -c SHA256SUMS` compares. */
const SUMS = "SHA256SUMS";

function sha256(contents: Buffer): string {
  return createHash("sha256").update(contents).digest("hex");
}

/** The text of {@link SUMS}: sorted by path, so that the same contents have the same. */
export function sumsOf(contents: Contents): string {
  return [...contents]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`)
    .join("");
}

/** What an earlier run wrote there. */
function writtenBefore(folder: string): string[] {
  const sums = join(folder, SUMS);
  if (!existsSync(sums)) return [];
  const paths = readFileSync(sums, "utf8").match(/(?<=^[0-9a-f]{64} {2}).+$/gm) ?? [];
  // A path that leads out of the folder was not written by us.
  return paths.filter((path) => !path.split("/").includes("..") && !path.startsWith("/"));
}

/** @throws UsageError if the folder holds something, and that was not said to be all right */
function checkFree(folder: string, { force = false }: { force?: boolean }): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory())
    throw new UsageError(`${folder} is a file: name a folder that is empty or not there.`);
  if (force || readdirSync(folder).length === 0) return;
  throw new UsageError(
    `${folder} is not empty: name another folder, or say --force to replace what an earlier run wrote there; all else in it stays.`,
  );
}

/**
 * Writes `contents` into `folder`, and beside them their {@link SUMS}. With `force` it may hold something: what an earlier
 * run wrote is taken away, what has the same path replaced, and all else stays.
 * @returns SHA-256 of the sums, hex: one number for the whole folder
 */
export function writeFolder(folder: string, contents: Contents, options: { force?: boolean }): string {
  checkFree(folder, options);
  for (const path of writtenBefore(folder)) rmSync(join(folder, path), { force: true });
  for (const [path, bytes] of contents) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const sums = sumsOf(contents);
  writeFileSync(join(folder, SUMS), sums);
  return sha256(Buffer.from(sums));
}
