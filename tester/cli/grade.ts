import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compare } from "../grade/comparison";
import { gradeAll, type Candidate, type Means } from "../grade/grader";
import { gradesCsv } from "../grade/grades-csv";
import { Journal } from "../grade/journal";
import { LocalExecutor } from "../grade/local";
import { Lock, LockedError } from "../grade/lock";
import { shardOf } from "../grade/merge";
import { planLabs, type Credit, type Plan } from "../grade/plan";
import { QueueError, QueueExecutor } from "../grade/queue";
import { gradesFileSchema, isGraded, pointsOf, type Grade, type LabGrade, type Unit } from "../grade/result";
import { showName } from "../grade/file-name";
import { writeReports } from "../grade/report/reports";
import { rosterOf, type HandedIn, type Holdings } from "../grade/roster";
import { sampleOf, verify } from "../grade/verification";
import { few } from "../report/few";
import { progressOn } from "../report/progress";
import { graderKit } from "../grade/grader-kit";
import { EXIT } from "../run/outcome";
import type { Confinement } from "../run/sandbox/sandbox";
import { chooseJobs, chooseScenarios } from "./choose";
import { checkCanvas, contextFrom, fillCanvas, formatsFrom, visibilityFrom, writeFormat } from "./formats";
import { confinementFrom } from "./confine";
import { interruptSignal } from "./interrupt";
import { submissionsIn } from "./submissions";
import { drawTimelines, readerFrom, timelinesFrom } from "./timelines";
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
  shard?: string;
  queue?: string;
  verify?: string;
  format?: string;
  hiddenTests: string;
  canvas?: string;
  canvasAssignment?: string;
  canvasStudent?: string;
  timelines: string;
  pagesFor: string;
}

/** `raftlab grade SUBMISSIONS --out GRADES`. @returns the exit code */
export async function grade(folder: string, options: GradeOptions): Promise<number> {
  const plan = planFrom(options);
  const formats = formatsFrom(options.format);
  const hidden = visibilityFrom(options.hiddenTests);
  const pages = { choice: timelinesFrom(options.timelines), ...readerFrom(options.pagesFor) };
  if (options.canvas !== undefined) checkCanvas(options.canvas, options);
  const held = submissionsIn(folder);
  checkOut(folder, options.out);
  const submissions = submissionsOf(held, folder);
  mkdirSync(options.out, { recursive: true });
  const { confinement, notice } = confinementFrom(options.sandbox, options.memory);
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  const lock = lockOf(options.out);
  try {
    const all = rosterOf(submissions, join(options.out, "submissions"));
    const signal = interruptSignal();
    const part = shardOf(all, shardFrom(options.shard));
    const grades = await gradeClass(part, plan, options, confinement, signal);
    if (grades === undefined) return EXIT.unknown;
    const code = tellGrades(grades, options);
    const means = { out: options.out, atOnce: chooseJobs(options.jobs), confinement, signal };
    const areDrawn = await drawTimelines(grades, pages, means);
    writeReports(grades, options.out, pages);
    for (const name of formats) writeFormat(name, grades, options.out, contextFrom(plan, hidden, process.env));
    if (options.canvas !== undefined) fillCanvas(options.canvas, grades, options);
    if (options.compare !== undefined) tellChanges(grades, options.compare);
    const isVerified =
      options.verify === undefined || (await verified(part, grades, plan, options, confinement, signal));
    return code === EXIT.pass && !(areDrawn && isVerified) ? EXIT.unknown : code;
  } finally {
    lock.release();
  }
}

async function gradeClass(
  all: readonly Candidate[],
  plan: Plan,
  options: GradeOptions,
  confinement: Confinement,
  signal: AbortSignal,
): Promise<Grade[] | undefined> {
  const executor = await executorFor(all.length, options, confinement, signal);
  const told = new Told(all.length * plan.labs.length);
  const graded = await gradeAll(all, plan, { ...meansFrom(all, options), ...executor, signal, done: told.done });
  told.clear();
  await executor.close();
  const grades = graded.filter((each) => each !== undefined);
  if (grades.length < all.length) {
    const rest = "the same command goes on from here.";
    process.stderr.write(`Given up after ${grades.length} of ${all.length} submissions; ${rest}\n`);
    return undefined;
  }
  return grades;
}

function meansFrom(all: readonly Candidate[], options: GradeOptions): Pick<Means, "kit" | "journal" | "counts"> {
  const wanted = new Set(chosen(all, options.only));
  return {
    kit: graderKit(),
    journal: new Journal(join(options.out, "journal.jsonl")),
    counts: (name, lab) => !wanted.has(name) || !isWantedAgain(lab, options),
  };
}

/** Who grades lab parts, and how many submissions at a time. */
type Executor = Pick<Means, "atOnce" | "execute"> & { close(): Promise<void> };

async function executorFor(
  candidates: number,
  options: GradeOptions,
  confinement: Confinement,
  signal: AbortSignal,
): Promise<Executor> {
  if (options.queue !== undefined) return queueExecutor(options.queue, signal);
  const atOnce = chooseJobs(options.jobs);
  // Of few submissions each gets several children, so that no core waits for the last one.
  const jobs = Math.max(1, Math.floor(atOnce / candidates));
  const local = new LocalExecutor({ jobs, timeoutMs: secondsFrom(options.timeout) * 1_000, confinement, signal });
  return { atOnce, execute: (candidate, lab) => local.execute(candidate, lab), close: async () => undefined };
}

async function queueExecutor(url: string, signal: AbortSignal): Promise<Executor> {
  try {
    const queue = await QueueExecutor.open(url, graderKit(), signal);
    const execute: Means["execute"] = (candidate, lab, key) => queue.execute(candidate, lab, key);
    // All are handed out at once: how many are graded at a time is the workers' affair.
    return { atOnce: Infinity, execute, close: () => queue.close() };
  } catch (error) {
    if (error instanceof QueueError) throw new UsageError(error.message);
    throw error;
  }
}

/** A bar on a terminal, a line a lab part elsewhere. */
class Told {
  private readonly progress = progressOn(process.stderr, "lab parts");
  private count = 0;

  constructor(private readonly total: number) {}

  readonly done = (unit: Unit, isOld: boolean): void => {
    this.progress.update(++this.count, this.total);
    if (!isOld && !process.stderr.isTTY) process.stderr.write(`${this.count}/${this.total} ${lineOf(unit)}\n`);
  };

  clear(): void {
    this.progress.clear();
  }
}

/** Grades a sample once more, without the journal. @returns whether that came to its end, and every result was the same */
async function verified(
  all: readonly Candidate[],
  grades: readonly Grade[],
  plan: Plan,
  options: GradeOptions,
  confinement: Confinement,
  signal: AbortSignal,
): Promise<boolean> {
  const sample = sampleOf(all, countFrom(options.verify!, "--verify"));
  const executor = await executorFor(sample.length, { ...options, queue: undefined }, confinement, signal);
  const differing = await verify(sample, grades, plan, executor, signal);
  for (const { submission, lab, what } of differing) process.stdout.write(`${submission} ${lab}: ${what}\n`);
  const count = differing.length === 1 ? "1 result differs" : `${differing.length} results differ`;
  const whole = `${sample.length} submissions graded once more: ${count}.`;
  process.stdout.write(`${signal.aborted ? `Interrupted while grading once more: ${count} so far.` : whole}\n`);
  return differing.length === 0 && !signal.aborted;
}

/** `--force` grades all again, `--failed` what lost points; a fault or an unknown test is always tried again. */
function isWantedAgain(lab: LabGrade, { force = false, failed = false }: GradeOptions): boolean {
  return force || !isGraded({ labs: [lab] }) || (failed && lab.earned < lab.points);
}

export function lineOf({ submission, result, cost }: Unit): string {
  const { lab, status, earned, points, because } = result;
  const what = status === "graded" ? `${earned} of ${points} points` : `${status}: ${because}`;
  return `${submission} ${lab}: ${what} (${(cost.cpuMs / 1_000).toFixed(1)} s of CPU)`;
}

export type PlanOptions = Pick<GradeOptions, "labs" | "salt" | "seeds" | "credit" | "runAll">;

export function planFrom({ labs, salt, seeds, credit, runAll = false }: PlanOptions): Plan {
  if (credit !== "all" && credit !== "fraction") {
    throw new UsageError(`--credit takes "all" (every seed must pass) or "fraction", not "${credit}".`);
  }
  const scenarios = chooseScenarios(labs?.split(",") ?? []);
  const count = seeds === undefined || seeds === "grade" ? undefined : countFrom(seeds, "--seeds");
  const labPlans = planLabs(scenarios, { salt: salt ?? process.env.RAFTLAB_SALT, count }, credit as Credit);
  return { labs: labPlans, runsAll: runAll };
}

/** `2/8`; one of one by default. */
function shardFrom(text = "1/1"): { number: number; of: number } {
  const [, number, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (!(number >= 1 && number <= of))
    throw new UsageError(`--shard takes a part of a whole, 2/8 for example, not "${text}".`);
  return { number, of };
}

function countFrom(text: string, option: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new UsageError(`${option} takes a number, 20 for example, not "${text}".`);
  return count;
}

export function secondsFrom(text: string): number {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds < 1) throw new UsageError(`--timeout takes a number of seconds for each lab part, not "${text}".`);
  return seconds;
}

/** @throws UsageError when another grader holds it */
function lockOf(out: string): Lock {
  try {
    return new Lock(join(out, "lock"));
  } catch (error) {
    if (error instanceof LockedError) throw new UsageError(`${error.message}.`);
    throw error;
  }
}

/** Names of strays that are told. */
const STRAYS_SHOWN = 5;

function submissionsOf({ submissions, strays }: Holdings, folder: string): readonly HandedIn[] {
  const shown = few(strays.map(showName), STRAYS_SHOWN);
  if (shown.length > 0) process.stderr.write(`Not a folder or a zip, and so no submission: ${shown.join(", ")}.\n`);
  if (submissions.length > 0) return submissions;
  throw new UsageError(`${folder} has no submissions in it: there is a folder or a zip for each of them.`);
}

function checkOut(folder: string, out: string): void {
  if (`${resolve(out)}/`.startsWith(`${resolve(folder)}/`)) {
    throw new UsageError(`--out ${out} lies within the submissions: name a folder beside them.`);
  }
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

/** Writes grades.csv and grades.json, and says how many there are. @returns the exit code */
export function tellGrades(grades: readonly Grade[], { out }: { out: string }): number {
  writeFileSync(join(out, "grades.csv"), gradesCsv(grades));
  writeFileSync(join(out, "grades.json"), `${JSON.stringify({ format: "raftlab/grades/1", grades }, null, 2)}\n`);
  const ungraded = grades.filter((each) => !isGraded(each));
  const full = grades.filter((each) => pointsOf(each).earned === pointsOf(each).points);
  process.stdout.write(
    `${grades.length} submissions graded, ${full.length} with all points: ${join(out, "grades.csv")}\n`,
  );
  for (const { submission } of ungraded)
    process.stdout.write(`${submission} has no grade yet: the same command tries it again.\n`);
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

/** The grades that an earlier command wrote into a folder. */
export function gradesIn(folder: string): Grade[] {
  const file = join(folder, "grades.json");
  if (!existsSync(file)) throw new UsageError(`There is no ${file}: it takes the folder of an earlier grading.`);
  return gradesFileSchema.parse(JSON.parse(readFileSync(file, "utf8"))).grades;
}
