/** The arrows of DESIGN.md: which room may import which. Data for arrows.test.ts. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

/** A room: a folder of tester/, or a file beside them. */
type Room = string;

/**
 * What each room may import of the others, besides itself. `"run/outcome"` allows that file alone. A room lists all that
 * it may, so that «and below» is written out.
 */
const BELOW_SCENARIOS = ["cluster", "faults", "checks", "realm", "net", "disk", "sim", "trace", "api"];
const BELOW_RUN = ["scenarios", ...BELOW_SCENARIOS];
/** What a report reads of a run: its results, and no machinery. */
const RESULTS = ["run/outcome", "run/result", "run/sample"];
const ALL = "all";

export const ARROWS: Readonly<Record<Room, readonly Room[] | typeof ALL>> = {
  api: [],
  sim: [],
  trace: ["api"],
  net: ["sim", "trace"],
  disk: ["sim", "trace"],
  // Of trace one type alone, `Thrown`: decided later than DESIGN.md.
  realm: ["api", "sim", "trace/event"],
  cluster: ["realm", "net", "disk", "sim", "trace"],
  // Network profiles, selectors and the words of the trace, beside the cluster: decided later than DESIGN.md.
  faults: ["cluster", "net", "sim", "trace/event"],
  checks: ["trace", "api"],
  scenarios: ["cluster", "faults", "checks", "net", "trace/event"],
  run: BELOW_RUN,
  diagnosis: ["run", "trace", "checks"],
  explore: ["run", "diagnosis", ...BELOW_RUN],
  report: ["trace", "diagnosis", ...RESULTS],
  grade: ["run", "report"],
  // A command of its own, as cli is.
  bench: ALL,
  // Holds the pages against the kit.
  docs: ["realm"],
  // Runs them, by the kit's own command.
  recipes: ["realm"],
  cli: ALL,
  // What a handout tests of itself.
  smoke: ALL,
  arrows: [],
};

/** One import that isn't allowed, in a sentence. */
export type Breach = string;

/** Files with these endings are read. */
const SOURCE = /\.[mc]?tsx?$/;

/** All sources under a folder, relative to `root`, with slashes. */
export function sourcesUnder(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => SOURCE.test(name))
    .map((name) => `${folder}/${name.split(sep).join("/")}`)
    .sort();
}

/** What a text imports: import and export statements, import(), require(), `import("x")` types. */
export function importsOf(text: string): string[] {
  const found = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return [...new Set(found)];
}

/** `run/pool` for tester/run/pool.ts; `api` for tester/api.ts. */
function roomPath(file: string): string | undefined {
  return /^tester\/(.*?)(?:\.[mc]?tsx?)?$/.exec(file)?.[1];
}

function roomOf(file: string): Room | undefined {
  return roomPath(file)
    ?.split("/")[0]
    .replace(/(\.(slow|long))?\.test$/, "");
}

function isAllowed(from: Room, target: string): boolean {
  const allowed = ARROWS[from];
  if (allowed === ALL) return true;
  const to = roomPath(target)!;
  return roomOf(target) === from || allowed.some((each) => to === each || to.startsWith(`${each}/`));
}

/** One import of one file of the kit's own. Packages are nobody's room. */
function kitBreach(file: string, imported: string): Breach | undefined {
  if (!imported.startsWith(".")) return undefined;
  const target = relative("/", resolve("/", dirname(file), imported))
    .split(sep)
    .join("/");
  if (target.startsWith("solutions-private/")) return `${file} imports ${target}: nobody imports solutions-private`;
  const from = roomOf(file);
  if (roomPath(target) === undefined || from === undefined) return undefined;
  if (ARROWS[from] === undefined) return `${file} lies in a room without arrows: name it in tester/arrows.ts`;
  return isAllowed(from, target) ? undefined : `${file} imports ${target}: no arrow from ${from} there`;
}

/** Student code imports `raftlab` and files of its own folder. */
function studentBreach(file: string, imported: string, folder: string): Breach | undefined {
  if (imported === "raftlab") return undefined;
  const target = resolve("/", dirname(file), imported).slice(1).split(sep).join("/");
  if (imported.startsWith(".") && target.startsWith(`${folder}/`)) return undefined;
  return `${file} imports ${imported}: student code imports "raftlab" and its own files`;
}

/** The breaches of one file; `file` is relative to the kit's folder. */
export function breachesOf(file: string, text: string): Breach[] {
  const isStudents = file.startsWith("starter/");
  return importsOf(text).flatMap(
    (imported) => (isStudents ? studentBreach(file, imported, "starter") : kitBreach(file, imported)) ?? [],
  );
}

/** All breaches under tester/, labs/ and starter/. */
export function allBreaches(root: string): Breach[] {
  const files = ["tester", "labs", "starter"].flatMap((folder) => sourcesUnder(root, folder));
  return files.flatMap((file) => breachesOf(file, readFileSync(join(root, file), "utf8")));
}
