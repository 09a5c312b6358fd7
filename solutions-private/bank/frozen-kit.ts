import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { kitIdentity, RUN_FILES } from "../../tester/run/kit";

/** Where matrices keep what outlives a command. */
export const MATRIX_FOLDER = join(kitRoot(), ".raftlab", "matrix");

/** A copy of the built kit, that a matrix runs on: whoever builds meanwhile changes nothing. @returns its folder */
export function frozenKit(): string {
  const folder = join(MATRIX_FOLDER, `kit-${kitIdentity().hash.slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(join(draft, ".raftlab"), { recursive: true });
  for (const file of RUN_FILES) cpSync(join(kitRoot(), ".raftlab", file), join(draft, ".raftlab", file));
  cpSync(join(kitRoot(), "package.json"), join(draft, "package.json"));
  try {
    renameSync(draft, folder);
  } catch {
    // Another command was quicker, with the very same files.
    rmSync(draft, { recursive: true });
  }
  return folder;
}
