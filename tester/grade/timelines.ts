/** The pictures of failed runs beside the students' pages: which are wanted, which are there, and how one is made. */
import { createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import pLimit from "p-limit";
import { DEFAULT_IMPL } from "../report/command";
import type { PageParts } from "../report/markup";
import { pageOfRun } from "../report/timeline/files";
import { compileIn } from "../run/compile-apart";
import type { KitIdentity } from "../run/result";
import { rulesOf } from "../run/rules";
import type { Confinement } from "../run/sandbox/sandbox";
import { runSuite, type Planned } from "../run/suite";
import { parseToken } from "../run/token";
import { TRACE_MAX } from "./failure";
import { folderName } from "./folder-name";
import { readAt } from "./folder-tree";
import { TIMELINES, timelineFile } from "./report/reports";
import { isHidden } from "./report/seed";
import { studentFolder } from "./report/student-folder";
import type { Grade, TestGrade } from "./result";
import { writeWholeFile } from "./whole-file";

/** Of which failed tests: the first of each lab part, all, or none. */
export const TIMELINE_CHOICES = ["first", "all", "none"] as const;
export type TimelineChoice = (typeof TIMELINE_CHOICES)[number];

/** One picture that is wanted. */
export interface WantedTimeline {
  submission: string;
  lab: string;
  test: TestGrade;
  token: string;
  /** Where it belongs, from the folder of the grades. */
  file: string;
  /** Names all that it is a function of: what a file is known by to be this picture, and whole. */
  key: string;
}

/** How pictures are made: nothing of this changes them. */
export interface TimelineMeans {
  /** Where the grades are, and the submissions' files. */
  folder: string;
  atOnce: number;
  confinement: Confinement;
  /** What a page is built of. */
  parts: PageParts;
  signal: AbortSignal;
  done(): void;
}

/**
 * The pictures of a class. Of a run that the watchdog ended there is none, as it has no trace; and of one whose hidden
 * seed may not be seen, neither.
 */
export function wantedTimelines(
  grades: readonly Grade[],
  kit: KitIdentity,
  { choice, showHidden }: { choice: TimelineChoice; showHidden: boolean },
): WantedTimeline[] {
  if (choice === "none") return [];
  return grades.flatMap((grade) =>
    grade.labs.flatMap(({ lab, tests }) => {
      const shown = tests.filter((test) => hasTrace(test) && (showHidden || !isHidden(test)));
      return (choice === "first" ? shown.slice(0, 1) : shown).map((test) => wanted(grade, lab, test, kit));
    }),
  );
}

/** What ended before its first event, or by the watchdog, has no trace, and its violation no event. */
function hasTrace({ verdict, failure }: TestGrade): boolean {
  return verdict === "fail" && failure !== undefined && failure.violation.n > 0;
}

function wanted({ submission, submissionHash }: Grade, lab: string, test: TestGrade, kit: KitIdentity): WantedTimeline {
  const { token } = test.failure!;
  const ground = [kit.version, kit.hash, kit.nodeMajor, submissionHash, token].join("\n");
  const key = createHash("sha256").update(ground).digest("hex");
  return { submission, lab, test, token, file: `${studentFolder(submission)}/${timelineFile(token)}`, key };
}

/** A page's last line. It is written last, so that whoever finds it has the whole page. */
function lastLine(key: string): string {
  return `<!-- raftlab timeline ${key} -->\n`;
}

function isThere(path: string, key: string): boolean {
  if (!existsSync(path)) return false;
  const file = openSync(path, "r");
  try {
    const line = lastLine(key);
    return readAt(file, Math.max(0, fstatSync(file).size - line.length), line.length).toString("utf8") === line;
  } finally {
    closeSync(file);
  }
}

/** Removes what lies among the pictures and is none that is wanted: of earlier files, of another choice, half a one. */
export function removeOtherTimelines(all: readonly WantedTimeline[], folder: string): void {
  const known = new Map(all.map(({ file, key }) => [join(folder, file), key]));
  const students = join(folder, "students");
  for (const name of existsSync(students) ? readdirSync(students) : []) {
    const own = join(students, name, TIMELINES);
    for (const file of existsSync(own) ? readdirSync(own) : []) {
      const key = known.get(join(own, file));
      if (key === undefined || !isThere(join(own, file), key)) rmSync(join(own, file), { recursive: true });
    }
  }
}

/** Those that aren't there yet. */
export function missingTimelines(all: readonly WantedTimeline[], folder: string): WantedTimeline[] {
  return all.filter(({ file, key }) => !isThere(join(folder, file), key));
}

/**
 * Makes pictures: each run is run once more, as it was graded, and must fail again as it did.
 * @returns those that couldn't be made; what was given up is none of them
 */
export async function makeTimelines(all: readonly WantedTimeline[], means: TimelineMeans): Promise<WantedTimeline[]> {
  const limit = pLimit(means.atOnce);
  const failed = await Promise.all(
    all.map((each) =>
      limit(async () => {
        if (means.signal.aborted) return [];
        const isMade = await makeTimeline(each, means);
        means.done();
        return isMade || means.signal.aborted ? [] : [each];
      }),
    ),
  );
  return failed.flat();
}

async function makeTimeline(wish: WantedTimeline, means: TimelineMeans): Promise<boolean> {
  const page = await pageOf(wish, means);
  if (page === undefined) return false;
  writeWholeFile(join(means.folder, wish.file), `${page}${lastLine(wish.key)}`);
  return true;
}

async function pageOf(wish: WantedTimeline, means: TimelineMeans): Promise<string | undefined> {
  const { folder, confinement, signal, parts } = means;
  const run = parseToken(wish.token)!;
  const { title, points, failure } = wish.test;
  const planned: Planned = { lab: wish.lab, name: run.scenario, title, points };
  const impl = join(folder, "submissions", folderName(wish.submission));
  const compiled = await compileIn(confinement.sandbox, impl, rulesOf(wish.lab).role);
  if (!compiled.ok) return undefined;
  const { scenarios } = await runSuite({
    ...{ impl, gated: compiled.program, scenarios: [planned], jobs: 1 },
    ...{ seeds: { kind: "range", first: run.seed, last: run.seed }, base: run.seed, keepGoing: false },
    ...{ inspects: "failed", confinement, signal },
  });
  const [result] = scenarios;
  if (result?.shown?.violation?.what !== failure!.violation.what) return undefined;
  if (result.trace !== undefined && result.trace.length > TRACE_MAX) return undefined;
  try {
    return pageOfRun(result, DEFAULT_IMPL, parts);
  } catch {
    // The trace is a child's word, and makes no sense.
    return undefined;
  }
}
