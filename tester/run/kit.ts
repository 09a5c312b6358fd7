import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import type { KitIdentity } from "./result";

/** The built files that a run consists of. */
export const RUN_FILES = ["child.js", "inside.js"];

/** A file of the build. */
export function builtFile(name: string): Buffer {
  return readFileSync(join(kitRoot(), ".raftlab", name));
}

export function kitVersion(): string {
  const manifest = readFileSync(join(kitRoot(), "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

export function kitIdentity(): KitIdentity {
  const hash = createHash("sha256");
  for (const file of RUN_FILES) hash.update(builtFile(file));
  return { version: kitVersion(), hash: hash.digest("hex"), nodeMajor: Number(process.versions.node.split(".")[0]) };
}
