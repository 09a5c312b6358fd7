import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { Draft } from "../grade/draft";
import { formatted, type FormatContext, type FormatName } from "../grade/formats/formats";
import { gradeAll, type Candidate } from "../grade/grader";
import { Journal } from "../grade/journal";
import { LocalExecutor } from "../grade/local";
import type { Plan } from "../grade/plan";
import { isGraded, pointsOf, type Grade } from "../grade/result";
import { candidateOf } from "../grade/roster";
import type { UnitConditions } from "../grade/unit";
import type { Confinement } from "../run/sandbox/sandbox";
import { graderKit } from "../grade/grader-kit";
import { EXIT } from "../run/outcome";
import { checkSubmission, chooseJobs } from "./choose";
import { confinementFrom } from "./confine";
import { contextFrom, formatFrom, visibilityFrom, writeWhole } from "./formats";
import { lineOf, planFrom, secondsFrom, type PlanOptions } from "./grade";
import { interruptSignal } from "./interrupt";
import { UsageError } from "./usage";

/** Options of `raftlab grade-one`, as typed. */
export interface GradeOneOptions extends PlanOptions {
  write?: string[];
  name?: string;
  saltFile?: string;
  hiddenTests: string;
  jobs?: string;
  timeout: string;
  sandbox: string;
  memory?: string;
}

/** Where one format goes: a file, or `-` for standard output. */
interface Target {
  format: FormatName;
  file: string;
}

/** `raftlab grade-one DIR --write gradescope=results.json`. @returns the exit code */
export async function gradeOne(submission: string, options: GradeOneOptions): Promise<number> {
  const path = checkSubmission(submission);
  const targets = (options.write ?? []).map(targetFrom);
  const plan = planFrom({ ...options, salt: options.salt ?? saltIn(options.saltFile) });
  const context = contextFrom(plan, visibilityFrom(options.hiddenTests), process.env);
  const timeoutMs = secondsFrom(options.timeout) * 1_000;
  const { confinement, notice } = confinementFrom(options.sandbox, options.memory);
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  const scratch = mkdtempSync(join(tmpdir(), "raftlab-grade-"));
  try {
    const candidate = candidateOf(options.name ?? nameOf(path), path, join(scratch, "submission"));
    const jobs = chooseJobs(options.jobs);
    return await new Session(candidate, plan, targets, context, scratch).grade(jobs, timeoutMs, confinement);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function nameOf(path: string): string {
  const name = basename(resolve(path));
  return statSync(path).isFile() ? name.slice(0, -".zip".length) : name;
}

function targetFrom(text: string): Target {
  const [, format, file] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
  if (file === undefined)
    throw new UsageError(`--write takes a format and a file, gradescope=results.json, not "${text}".`);
  return { format: formatFrom(format), file };
}

function saltIn(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8").trim();
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${(error as Error).message}.`);
  }
}

/** One submission under way. Files are written anew with each test that ends, as a platform may end us at any moment. */
class Session {
  private readonly beganAtMs = performance.now();
  private readonly draft: Draft;

  constructor(
    private readonly candidate: Candidate,
    private readonly plan: Plan,
    private readonly targets: readonly Target[],
    private readonly context: FormatContext,
    private readonly scratch: string,
  ) {
    this.draft = new Draft(candidate, plan);
  }

  async grade(jobs: number, timeoutMs: number, confinement: Confinement): Promise<number> {
    const signal = interruptSignal();
    const local = new LocalExecutor(this.conditions(jobs, timeoutMs, confinement, signal));
    this.write(this.draft.grade());
    const [grade = this.draft.grade()] = await gradeAll([this.candidate], this.plan, {
      ...{ kit: graderKit(), journal: new Journal(join(this.scratch, "journal.jsonl")), atOnce: 1, signal },
      execute: (candidate, lab) => local.execute(candidate, lab),
      counts: () => true,
      done: (unit) => {
        process.stderr.write(`${lineOf(unit)}\n`);
        this.draft.addLab(unit.result);
        this.write(this.draft.grade());
      },
    });
    this.write(grade);
    this.print(grade);
    const hasFault = grade.labs.some(({ status }) => status === "fault");
    return hasFault ? EXIT.testerError : isGraded(grade) ? EXIT.pass : EXIT.unknown;
  }

  /** The time is for everything: each lab part has what is left of it. */
  private conditions(jobs: number, timeoutMs: number, confinement: Confinement, signal: AbortSignal): UnitConditions {
    const endsAtMs = this.beganAtMs + timeoutMs;
    return {
      ...{ jobs, confinement, signal },
      get timeoutMs() {
        return Math.max(0, endsAtMs - performance.now());
      },
      heard: (lab, test) => {
        this.draft.addTest(lab, test);
        this.write(this.draft.grade());
      },
    };
  }

  private write(grade: Grade): void {
    for (const { format, file } of this.targets) if (file !== "-") writeWhole(file, this.text(format, grade));
  }

  /** Autolab takes the last line: nothing is printed after it. */
  private print(grade: Grade): void {
    const { earned, points } = pointsOf(grade);
    process.stderr.write(`${grade.submission}: ${earned} of ${points} points\n`);
    for (const { format, file } of this.targets) if (file === "-") process.stdout.write(this.text(format, grade));
  }

  private text(format: FormatName, grade: Grade): string {
    const executionSeconds = (performance.now() - this.beganAtMs) / 1_000;
    return formatted(format, grade, { ...this.context, gradescope: { ...this.context.gradescope, executionSeconds } });
  }
}
