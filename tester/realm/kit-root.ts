import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

function isKit(folder: string): boolean {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return false;
  return (JSON.parse(readFileSync(manifest, "utf8")) as { name?: string }).name === "raftlab";
}

let found: string | undefined;

/** The kit's own top folder, from wherever this code was built to. */
export function kitRoot(): string {
  for (let folder = __dirname; found === undefined; folder = dirname(folder)) {
    if (isKit(folder)) found = folder;
    else if (dirname(folder) === folder) throw new Error(`no folder above ${__dirname} is raftlab's`);
  }
  return found;
}
