/** The files for platforms that grade and grade-one write. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { canvas, GradebookError } from "../grade/formats/canvas";
import type { Classroom50Context } from "../grade/formats/classroom50";
import { classFiles, FORMAT_NAMES, type FormatContext, type FormatName } from "../grade/formats/formats";
import { VISIBILITIES, type Visibility } from "../grade/formats/gradescope";
import { isHiddenSeed, type Plan } from "../grade/plan";
import type { Grade } from "../grade/result";
import { writeWholeFile } from "../grade/whole-file";
import { DEFAULT_IMPL } from "../report/command";
import { parseToken } from "../run/token";
import { UsageError } from "./usage";

/** `gradescope,junit`, as typed. */
export function formatsFrom(text: string | undefined): FormatName[] {
  return text === undefined ? [] : text.split(",").map(formatFrom);
}

export function formatFrom(text: string): FormatName {
  const found = FORMAT_NAMES.find((name) => name === text);
  if (found === undefined) throw new UsageError(`There is no format "${text}"; there are ${FORMAT_NAMES.join(", ")}.`);
  return found;
}

export function visibilityFrom(text: string): Visibility {
  const found = VISIBILITIES.find((each) => each === text);
  if (found !== undefined) return found;
  throw new UsageError(`--hidden-tests takes ${VISIBILITIES.join(", ")}, not "${text}".`);
}

/** What formats need to know besides a grade. Classroom 50 says in the environment whose submission it is. */
export function contextFrom(plan: Plan, visibility: Visibility, env: NodeJS.ProcessEnv): FormatContext {
  const tests = new Map(plan.labs.flatMap(({ lab, tests }) => tests.map((test) => [`${lab}/${test.name}`, test])));
  const hasHidden = [...tests.values()].some((test) => test.seeds.some((seed) => isHiddenSeed(test, seed)));
  const isHidden = (token: string): boolean => {
    const run = parseToken(token);
    const test = run && tests.get(`${run.lab}/${run.scenario}`);
    return test !== undefined && isHiddenSeed(test, run!.seed);
  };
  return {
    gradescope: hasHidden ? { hidden: { isHidden, visibility } } : {},
    classroom50: classroom50From(env),
    folder: env.RAFTLAB_FOLDER ?? DEFAULT_IMPL,
  };
}

function classroom50From(env: NodeJS.ProcessEnv): Classroom50Context {
  const { CLASSROOM = "-", ASSIGNMENT = "-", USERNAME = "-", SUBMISSION_TAG = "submit/-", COMMIT_URL = "-" } = env;
  return {
    ...{
      classroom: CLASSROOM,
      assignment: ASSIGNMENT,
      owner: USERNAME,
      submission: SUBMISSION_TAG,
      commit: COMMIT_URL,
    },
    assignmentType: env.MODE === "group" ? "group" : "individual",
    release: env.RELEASE_URL ?? "-",
    review: env.REVIEW_URL ?? COMMIT_URL,
    datetime: `${new Date().toISOString().slice(0, 19)}Z`,
  };
}

/** Writes OUT/<format>/…, and says so. */
export function writeFormat(name: FormatName, grades: readonly Grade[], out: string, context: FormatContext): void {
  const folder = join(out, name);
  for (const file of classFiles(name, grades, context)) writeWhole(join(folder, file.name), file.text);
  process.stdout.write(`${name}: ${folder}\n`);
}

/** As {@link writeWholeFile}. @throws UsageError where it can't be written */
export function writeWhole(file: string, text: string | Uint8Array): void {
  try {
    writeWholeFile(file, text);
  } catch (error) {
    throw new UsageError(`${file} can't be written: ${(error as Error).message}.`);
  }
}

/** What to fill, as typed. */
export interface CanvasAsked {
  out: string;
  canvasAssignment?: string;
  canvasStudent?: string;
}

/** Whether a gradebook can be filled is known before anything is graded. @throws UsageError */
export function checkCanvas(exported: string, asked: CanvasAsked): void {
  filled(exported, [], asked);
}

/** Fills a gradebook that Canvas exported, and says who is missing on either side. */
export function fillCanvas(exported: string, grades: readonly Grade[], asked: CanvasAsked): void {
  const file = join(asked.out, "canvas.csv");
  const { csv, notes, filled: count } = filled(exported, grades, asked);
  writeWhole(file, csv);
  for (const note of notes) process.stdout.write(`canvas: ${note}\n`);
  process.stdout.write(`canvas: ${count} of ${grades.length} grades filled in: ${file}\n`);
}

function filled(exported: string, grades: readonly Grade[], asked: CanvasAsked): ReturnType<typeof canvas> {
  try {
    return canvas(bookIn(exported), grades, { assignment: asked.canvasAssignment, student: asked.canvasStudent });
  } catch (error) {
    if (error instanceof GradebookError) throw new UsageError(`${exported} is no gradebook: ${error.message}.`);
    throw error;
  }
}

function bookIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${(error as Error).message}.`);
  }
}
