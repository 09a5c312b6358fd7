import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compare } from "../grade/comparison";
import { gradeAll, type Candidate, type Means } from "../grade/grader";
import { gradesCsv } from "../grade/grades-csv";
import { Journal } from "../grade/journal";
import { LocalExecutor } from "../grade/local";
import { Lock } from "../grade/lock";
import type { Credit, Plan } from "../grade/plan";
import { gradesFileSchema, isGraded, pointsOf, type Grade, type LabGrade, type Unit } from "../grade/result";
import { rosterOf } from "../grade/roster";
import { progressOn } from "../report/progress";
import { kitIdentity } from "../run/kit";
import { EXIT } from "../run/outcome";
import type { Confinement } from "../run/sandbox/sandbox";
import { chooseJobs, chooseScenarios } from "./choose";
import { confinementFrom } from "./confine";
import { interruptSignal } from "./interrupt";
import { nearest, UsageError } from "./usage";

/** Options of `raftlab grade`, as typed. */
export interface GradeOptions {
  out: string;
  labs?: string;
  salt?: string;
  seeds?: string;
  credit: string;
  jobs?: string;
  timeout: string;
  sandbox: string;
  memory?: string;
  force?: boolean;
  only?: string[];
  failed?: boolean;
  runAll?: boolean;
  compare?: string;
}

/** `raftlab grade SUBMISSIONS --out GRADES`. @returns the exit code */
export async function grade(folder: string, options: GradeOptions): Promise<number> {
  const plan = planFrom(options);
  checkFolders(folder, options.out);
  const { confinement, notice } = confinementFrom(options.sandbox, options.memory);
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  const lock = new Lock(join(options.out, "lock"));
  try {
    const all = rosterOf(folder, join(options.out, "submissions"));
    if (all.length === 0) throw new UsageError(`${folder} has no folders in it: there is one for each submission.`);
    const grades = await gradeClass(all, plan, options, confinement);
    return grades === undefined ? EXIT.unknown : tell(grades, options);
  } finally {
    lock.release();
  }
}

async function gradeClass(
  all: readonly Candidate[],
  plan: Plan,
  options: GradeOptions,
  confinement: Confinement,
): Promise<Grade[] | undefined> {
  const journal = new Journal(join(options.out, "journal.jsonl"));
  const wanted = new Set(chosen(all, options.only));
  const { signal, means } = meansFrom(options, plan, journal, wanted, all.length, confinement);
  const graded = await gradeAll(all, plan, means);
  means.clear();
  const grades = graded.filter((each) => each !== undefined);
  if (grades.length === all.length) return grades;
  const words = signal.aborted ? "Given up" : "Ended early";
  process.stderr.write(
    `${words} after ${grades.length} of ${all.length} submissions; the same command goes on from here.\n`,
  );
  return undefined;
}

function meansFrom(
  options: GradeOptions,
  plan: Plan,
  journal: Journal,
  wanted: ReadonlySet<string>,
  candidates: number,
  confinement: Confinement,
): { signal: AbortSignal; means: Means & { clear(): void } } {
  const progress = progressOn(process.stderr, "lab parts");
  const signal = interruptSignal();
  const total = candidates * plan.labs.length;
  const atOnce = chooseJobs(options.jobs);
  // Of few submissions each gets several children, so that no core waits for the last one.
  const jobs = Math.max(1, Math.floor(atOnce / candidates));
  const local = new LocalExecutor(plan, { jobs, timeoutMs: secondsFrom(options.timeout) * 1_000, confinement, signal });
  let done = 0;
  const means: Means & { clear(): void } = {
    ...{ kit: kitIdentity(), journal, atOnce, signal },
    execute: (candidate, lab) => local.execute(candidate, lab),
    counts: (name: string, lab: LabGrade): boolean => !wanted.has(name) || !isWantedAgain(lab, options),
    done: (unit: Unit, isOld: boolean): void => {
      progress.update(++done, total);
      if (!isOld && !process.stderr.isTTY) process.stderr.write(`${done}/${total} ${lineOf(unit)}\n`);
    },
    clear: () => progress.clear(),
  };
  return { signal, means };
}

/** `--force` grades all again, `--failed` what lost points; a fault or an unknown test is always tried again. */
function isWantedAgain(lab: LabGrade, { force = false, failed = false }: GradeOptions): boolean {
  return force || !isGraded({ labs: [lab] }) || (failed && lab.earned < lab.points);
}

function lineOf({ submission, result, cost }: Unit): string {
  const { lab, status, earned, points, because } = result;
  const what = status === "graded" ? `${earned} of ${points} points` : `${status}: ${because}`;
  return `${submission} ${lab}: ${what} (${(cost.cpuMs / 1_000).toFixed(1)} s of CPU)`;
}

function planFrom({ labs, salt, seeds, credit, runAll = false }: GradeOptions): Plan {
  if (credit !== "all" && credit !== "fraction") {
    throw new UsageError(`--credit takes "all" (every seed must pass) or "fraction", not "${credit}".`);
  }
  const chosenLabs = new Map<string, Plan["labs"][number]["scenarios"][number][]>();
  for (const scenario of chooseScenarios(labs?.split(",") ?? [])) {
    const own = chosenLabs.get(scenario.lab) ?? [];
    chosenLabs.set(scenario.lab, [...own, scenario]);
  }
  return {
    labs: [...chosenLabs].map(([lab, scenarios]) => ({ lab, scenarios })),
    salt: salt ?? process.env.RAFTLAB_SALT,
    seeds: seeds === undefined || seeds === "grade" ? undefined : countFrom(seeds),
    credit: credit as Credit,
    runsAll: runAll,
  };
}

function countFrom(text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new UsageError(`--seeds takes "grade" or a number of seeds for every test (20), not "${text}".`);
  return count;
}

function secondsFrom(text: string): number {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds < 1) throw new UsageError(`--timeout takes a number of seconds for each lab part, not "${text}".`);
  return seconds;
}

function checkFolders(folder: string, out: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError(`There is no folder ${folder}; it holds a folder for each submission.`);
  }
  if (`${resolve(out)}/`.startsWith(`${resolve(folder)}/`)) {
    throw new UsageError(`--out ${out} lies within the submissions: name a folder beside them.`);
  }
  mkdirSync(out, { recursive: true });
}

/** The submissions that are to be looked at again. */
function chosen(all: readonly Candidate[], only: readonly string[] | undefined): string[] {
  const names = all.map(({ name }) => name);
  const missing = only?.find((name) => !names.includes(name));
  if (missing !== undefined) {
    throw new UsageError(`There is no submission "${missing}"; did you mean ${nearest(missing, names)}?`);
  }
  return [...(only ?? names)];
}

function tell(grades: readonly Grade[], options: GradeOptions): number {
  writeFileSync(join(options.out, "grades.csv"), gradesCsv(grades));
  writeFileSync(
    join(options.out, "grades.json"),
    `${JSON.stringify({ format: "raftlab/grades/1", grades }, null, 2)}\n`,
  );
  const ungraded = grades.filter((each) => !isGraded(each));
  const full = grades.filter((each) => pointsOf(each).earned === pointsOf(each).points);
  process.stdout.write(
    `${grades.length} submissions graded, ${full.length} with all points: ${join(options.out, "grades.csv")}\n`,
  );
  for (const { submission } of ungraded)
    process.stdout.write(`${submission} has no grade yet: the same command tries it again.\n`);
  if (options.compare !== undefined) tellChanges(grades, options.compare);
  const hasFault = grades.some(({ labs }) => labs.some(({ status }) => status === "fault"));
  return hasFault ? EXIT.testerError : ungraded.length > 0 ? EXIT.unknown : EXIT.pass;
}

function tellChanges(grades: readonly Grade[], old: string): void {
  const changes = compare(gradesIn(old), grades);
  for (const { submission, before, after, because } of changes) {
    process.stdout.write(`${submission}: ${before ?? "no grade"} → ${after ?? "no grade"}\n`);
    for (const sentence of because) process.stdout.write(`    ${sentence}\n`);
  }
  process.stdout.write(`${changes.length} of ${grades.length} grades changed.\n`);
}

function gradesIn(folder: string): Grade[] {
  const file = join(folder, "grades.json");
  if (!existsSync(file)) throw new UsageError(`There is no ${file}: --compare takes the folder of an earlier grading.`);
  return gradesFileSchema.parse(JSON.parse(readFileSync(file, "utf8"))).grades;
}
