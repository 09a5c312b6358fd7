/** What was handed in, as names in folders: a folder of the file system, or a zip. submission.ts reads both alike. */

/** Something that lies in a folder, and what it is; a link is a link, whatever it points to. */
export interface Item {
  name: string;
  kind: "file" | "folder" | "link" | "other";
}

/** Names from the top downwards; none is the top itself. */
export type Path = readonly string[];

export interface Tree {
  /** What has no place in any folder, each with its reason, as in `Submission.ignored`. */
  readonly strays: readonly string[];
  /**
   * What lies in a folder, in any order, without following links.
   * @throws Refusal when it is more than `max`
   */
  list(folder: Path, max: number): Item[];
  /**
   * The bytes of a file. Nothing but a plain file is read, whatever it was a moment ago.
   * @throws Unreadable when it can't be had, or has more than `maxBytes`
   */
  read(file: Path, maxBytes: number): Buffer;
  close(): void;
}

/** A reason to take nothing at all, in a sentence. */
export class Refusal extends Error {}

/** Why one file can't be taken: `a link, and links are not followed`. */
export class Unreadable extends Error {}

export function tooMany(max: number): Refusal {
  return new Refusal(`It holds more than ${max} files: hand in the .ts files alone.`);
}

export function tooLarge(maxBytes: number): Unreadable {
  return new Unreadable(`larger than ${maxBytes / 1_024} KiB`);
}
