import { readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync, type Zippable, type ZippableFile } from "fflate";
import { kitVersion } from "../run/kit";
import { runtimeManifests, type LockFile } from "./runtime-lock";

/** Of the kit, what grading a submission needs: built code, and the declarations that submissions are checked against. */
const KIT_FILES = [
  ...[
    ".raftlab/cli.js",
    ".raftlab/instructors.js",
    ".raftlab/child.js",
    ".raftlab/compile-child.js",
    ".raftlab/inside.js",
    ".raftlab/typecheck-child.js",
    ".raftlab/watcher.js",
  ],
  ...["tester/api.ts", "tester/realm/demanded.ts", "tester/realm/globals.d.ts", "tester/realm/lib.ts"],
];

/** Packages that the built code doesn't have in it. */
const PACKAGES = ["cli-progress", "esbuild", "typescript", "zod"];

const SCRIPTS = ["setup.sh", "run_autograder"];

/** What the bundle's grader is told. */
export interface BundleOptions {
  /** Arguments of `raftlab grade-one`, without folder and files. */
  args: readonly string[];
  salt?: string;
  /** Of Node, for images that have none: the one under which this kit was tried. */
  nodeVersion: string;
}

/** Gradescope's autograder: a zip whose bytes depend on nothing but the kit and the options. `kit` is its top folder. */
export function gradescopeBundle(kit: string, options: BundleOptions): Uint8Array {
  const files = filesOf(kit, options);
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries.map(([name, text]) => [name, entry(name, text)])) as Zippable);
}

function filesOf(kit: string, { args, salt, nodeVersion }: BundleOptions): Map<string, Buffer> {
  const files = new Map(KIT_FILES.map((name) => [name, readFileSync(join(kit, name))]));
  for (const name of SCRIPTS) files.set(name, readFileSync(join(kit, "tester", "grade", "gradescope", name)));
  const whole = JSON.parse(readFileSync(join(kit, "package-lock.json"), "utf8")) as LockFile;
  const { manifest, lock } = runtimeManifests("raftlab", kitVersion(), PACKAGES, whole);
  const texts: Record<string, string> = {
    "package.json": json(manifest),
    "package-lock.json": json({ name: "raftlab", version: kitVersion(), requires: true, ...lock }),
    "node-version": `${nodeVersion}\n`,
    options: args.map((word) => `${word}\n`).join(""),
    ...(salt === undefined ? {} : { salt }),
  };
  for (const [name, text] of Object.entries(texts)) files.set(name, Buffer.from(text));
  return files;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Always of the same date: what goes into a zip is the local time, so that is what is fixed. */
function entry(name: string, content: Buffer): ZippableFile {
  const mode = SCRIPTS.includes(name) ? 0o100755 : name === "salt" ? 0o100600 : 0o100644;
  // The upper half is Unix's mode, in a number that JavaScript takes for a signed one.
  return [content, { mtime: new Date(1980, 0, 1), os: 3, attrs: (mode << 16) >>> 0, level: 9 }];
}
