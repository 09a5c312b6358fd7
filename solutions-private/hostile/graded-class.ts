/** For tests: a class that the command grades, and everything that such a grading may change on the machine. */
import { createHash } from "node:crypto";
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { raftlab, type Printed } from "../../tester/cli/command";
import { gradesFileSchema, unitSchema, type Grade, type Unit } from "../../tester/grade/result";
import { kitRoot } from "../../tester/realm/kit-root";
import { findStrict } from "../../tester/run/sandbox/self-test";

/** The best that this machine has, asked for by name. */
export const SANDBOX = "sandbox" in findStrict() ? "strict" : "process";

/** Where those come from who only want to be graded; by name they are before, among and after all others. */
const NEIGHBOUR_FOLDERS = {
  ada: "solutions-private/reference",
  grace: "tester/run/bad-submissions/throw-in-timer",
  zoe: "starter",
};
export const NEIGHBOURS = Object.keys(NEIGHBOUR_FOLDERS);

/** A folder of submissions, the folder of their grades, and places where nothing may turn up. */
export class GradedClass {
  private readonly root = mkdtempSync(join(tmpdir(), "class-"));
  readonly submissions = join(this.root, "class");
  private readonly home = join(this.root, "home");
  private readonly temporary = join(this.root, "tmp");

  constructor() {
    for (const folder of [this.submissions, this.home, this.temporary]) mkdirSync(folder);
  }

  /** A submission, from a folder. */
  add(name: string, folder: string): void {
    cpSync(folder, join(this.submissions, name), { recursive: true, verbatimSymlinks: true });
  }

  /** All of {@link NEIGHBOURS}. */
  addNeighbours(): void {
    for (const [name, folder] of Object.entries(NEIGHBOUR_FOLDERS)) this.add(name, join(kitRoot(), folder));
  }

  /** Grades the class into the folder `out`. */
  grade(out: string, ...options: string[]): Promise<Printed> {
    const env = { HOME: this.home, TMPDIR: this.temporary, RAFTLAB_SALT: "hidden" };
    return raftlab(["grade", this.submissions, "--out", join(this.root, out), ...options], { env });
  }

  grades(out: string): Map<string, Grade> {
    const { grades } = gradesFileSchema.parse(JSON.parse(this.text(out, "grades.json")));
    return new Map(grades.map((grade) => [grade.submission, grade]));
  }

  /** The journal as it is. */
  journal(out: string): string {
    return this.text(out, "journal.jsonl");
  }

  /** What the journal says; a line that isn't whole is an error. */
  units(out: string): Unit[] {
    const lines = this.journal(out).split("\n").slice(0, -1);
    return lines.map((line) => unitSchema.parse(JSON.parse(line)));
  }

  /** The lines of grades.csv that begin with one of these names. */
  rows(out: string, names: readonly string[]): string[] {
    const lines = this.text(out, "grades.csv").split("\n");
    return lines.filter((line) => names.some((name) => line.startsWith(`${name},`)));
  }

  /** All that lies around the grades, as one hash: submissions, the home, the folder for temporary files. */
  surroundings(): string {
    const hash = createHash("sha256");
    for (const line of [this.submissions, this.home, this.temporary].flatMap((folder) => linesOf(folder)))
      hash.update(`${line}\n`);
    return hash.digest("hex");
  }

  /** What the folder of the class has beside itself. */
  beside(): string[] {
    return readdirSync(this.root).sort();
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private text(out: string, file: string): string {
    return readFileSync(join(this.root, out, file), "utf8");
  }
}

/** A line for each thing in a folder and below: its path, its kind, when it was changed, and where it leads. */
function linesOf(folder: string | Buffer): string[] {
  const names = readdirSync(folder, { encoding: "buffer" }).sort(Buffer.compare);
  return names.flatMap((name) => {
    const path = Buffer.concat([Buffer.from(folder), Buffer.from("/"), name]);
    const found = lstatSync(path);
    const leads = found.isSymbolicLink() ? readlinkSync(path, "latin1") : "";
    const line = `${path.toString("latin1")} ${found.mode} ${found.size} ${found.mtimeMs} ${leads}`;
    return [line, ...(found.isDirectory() ? linesOf(path) : [])];
  });
}
