/** Type-checks a submission; one that hasn't changed since costs nothing. */
import { createHash, type Hash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Role } from "./entries";
import { kitRoot } from "./kit-root";
import type { TypeErrors } from "./type-errors";

export type { TypeErrors } from "./type-errors";

/** Counts up when the way of checking changes, so that what was kept before counts no more. */
const FORMAT = 1;
/** The kit's files on which an answer depends. */
const DECLARATIONS = ["tester/api.ts", "tester/realm/globals.d.ts", "tester/realm/demanded.ts", "tester/realm/lib.ts"];

/** All files that the submission's imports could reach, relative to its folder, in a fixed order. */
function sourcesIn(folder: string, below = ""): string[] {
  const names: string[] = [];
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    const isOpen = entry.name !== "node_modules" && !entry.name.startsWith(".");
    if (entry.isDirectory() && isOpen) names.push(...sourcesIn(folder, name));
    else if (entry.isFile() && /\.([mc]?[jt]s|json)$/.test(name)) names.push(name);
  }
  return names.sort();
}

function addFile(hash: Hash, folder: string, name: string): void {
  const contents = readFileSync(join(folder, name));
  hash.update(`${name}\0${contents.length}\0`).update(contents);
}

function keyOf(folder: string, role: Role, kit: string): string {
  const { version } = JSON.parse(readFileSync(join(kit, "node_modules", "typescript", "package.json"), "utf8")) as {
    version: string;
  };
  const hash = createHash("sha256").update(`${FORMAT}\0${version}\0${role}\0`);
  for (const name of DECLARATIONS) addFile(hash, kit, name);
  for (const name of sourcesIn(folder)) addFile(hash, folder, name);
  return hash.digest("hex");
}

function kept(path: string): TypeErrors | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as TypeErrors;
  } catch {
    return undefined; // not there, or cut short: then it is found again
  }
}

/** Under its name only when it is whole: others may be reading. */
function keep(folder: string, path: string, found: TypeErrors): void {
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(found));
  renameSync(unfinished, path);
}

/** The type errors of the submission in `dir`, and the breaches of its contract. Its entry files must be there. */
export function typecheck(dir: string, role: Role): TypeErrors {
  const folder = realpathSync(resolve(dir));
  const kit = kitRoot();
  const store = join(kit, ".raftlab", "typecheck");
  const path = join(store, `${keyOf(folder, role, kit)}.json`);
  const before = kept(path);
  if (before !== undefined) return before;
  const found = checkAnew(folder, role);
  keep(store, path, found);
  return found;
}

/** The same, whatever was found before; keeps nothing. */
export function checkAnew(dir: string, role: Role): TypeErrors {
  // Loaded only now: the compiler alone takes longer to load than a submission takes to check.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { findTypeErrors } = require("./type-errors") as typeof import("./type-errors");
  return findTypeErrors(realpathSync(resolve(dir)), role, kitRoot());
}
