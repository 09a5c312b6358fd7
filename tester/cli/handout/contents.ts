/** The students' repository, as a function of the kit's files alone: the same kit gives the same bytes. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { importsOf } from "../../arrows";
import { UsageError } from "../usage";
import type { Contents } from "../written-folder";
import {
  DESCRIPTION,
  ENTRIES_LEFT_OUT,
  GAPS,
  KIT_TARGETS,
  OWN_SCRIPTS,
  OWN_TARGETS,
  READ_LATER,
  SCRIPTS,
  TAKEN,
} from "./rules";

/** The README that students get. */
const README = "tester/cli/handout/README.md";
/** An entry in one of the build's scripts: `cli=tester/cli.ts`, or without a name. */
const ENTRY = /(?<= )(?:([\w-]+)=)?(tester\/[\w./-]+\.(?:ts|css))(?= |$)/g;

interface Manifest {
  description: string;
  scripts: Record<string, string>;
  [key: string]: unknown;
}

/** All files at or below a path, with slashes; names that begin with a dot only where they are named. */
function filesAt(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const names = readdirSync(join(root, path)).filter((name) => !name.startsWith("."));
  return names.flatMap((name) => filesAt(root, `${path}/${name}`));
}

/** The file of the kit that a relative import means. */
function importedFile(root: string, importer: string, imported: string): string {
  const path = posix.join(dirname(importer), imported);
  const found = [path, `${path}.ts`, `${path}.d.ts`].find((each) =>
    statSync(join(root, each), { throwIfNoEntry: false })?.isFile(),
  );
  if (found === undefined) throw new Error(`${importer} imports ${imported}, which is not there`);
  return found;
}

/** `files`, and all files of the kit that these import, directly or not. */
function closureOf(root: string, files: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    if (!file.endsWith(".ts")) return;
    const imported = importsOf(readFileSync(join(root, file), "utf8")).filter((each) => each.startsWith("."));
    for (const each of imported) visit(importedFile(root, file, each));
  };
  files.forEach(visit);
  return reached;
}

/** A script without the entries that students' commands aren't built from. */
function withoutEntries(script: string): string {
  return script
    .replace(ENTRY, (entry, name) => (ENTRIES_LEFT_OUT.some((each) => each === name) ? "" : entry))
    .replace(/ {2,}/g, " ");
}

function manifestOf(root: string): Manifest {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  const kept = Object.entries(manifest.scripts).filter(([name]) => SCRIPTS.test(name));
  const scripts = Object.fromEntries(kept.map(([name, script]) => [name, withoutEntries(script)]));
  return { ...manifest, description: DESCRIPTION, scripts: { ...scripts, ...OWN_SCRIPTS } };
}

/** Without folders that a handout lacks. */
function tsconfigOf(root: string): object {
  const config = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")) as {
    include: string[];
    exclude: string[];
  };
  const stays = (path: string) => !path.startsWith("solutions-private") && !path.startsWith("tester/run/");
  return { ...config, include: config.include.filter(stays), exclude: config.exclude.filter(stays) };
}

function jestConfigOf(root: string): object {
  const config = JSON.parse(readFileSync(join(root, "tester/jest.config.json"), "utf8")) as { testMatch: string[] };
  return { ...config, testMatch: config.testMatch.filter((path) => !path.includes("solutions-private")) };
}

function makefileOf(root: string): string {
  const text = readFileSync(join(root, "Makefile"), "utf8");
  if (text.split(KIT_TARGETS).length !== 2) throw new Error(`the Makefile must say «${KIT_TARGETS.trim()}» once`);
  return text.replace(KIT_TARGETS, OWN_TARGETS);
}

/** @throws UsageError where the starter holds somebody's solution */
function checkGaps(root: string): void {
  for (const [file, labs] of Object.entries(GAPS)) {
    const text = readFileSync(join(root, file), "utf8");
    const missing = labs.filter((lab) => !text.includes(`todo("${lab}", `));
    if (missing.length > 0)
      throw new UsageError(
        `${file} has no gap of lab ${missing.join(", ")} left: put the starter back as it was, so that no solution is handed out.`,
      );
  }
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Every file of a handout made from the kit in `root`.
 * @throws UsageError where the starter holds a solution
 */
export function handoutOf(root: string): Contents {
  checkGaps(root);
  const manifest = manifestOf(root);
  const entries = Object.values(manifest.scripts).flatMap((script) =>
    [...script.matchAll(ENTRY)].map(([, , file]) => file),
  );
  const files = new Set([
    ...TAKEN.filter((path) => existsSync(join(root, path))).flatMap((path) => filesAt(root, path)),
    ...closureOf(root, [...entries, ...READ_LATER]),
  ]);
  const contents = new Map([...files].sort().map((file) => [file, readFileSync(join(root, file))]));
  contents.set("README.md", readFileSync(join(root, README)));
  contents.set("Makefile", Buffer.from(makefileOf(root)));
  contents.set("package.json", Buffer.from(asJson(manifest)));
  contents.set("tsconfig.json", Buffer.from(asJson(tsconfigOf(root))));
  contents.set("tester/jest.config.json", Buffer.from(asJson(jestConfigOf(root))));
  return contents;
}
