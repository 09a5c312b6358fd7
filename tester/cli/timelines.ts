import { statSync } from "node:fs";
import { join } from "node:path";
import { showName } from "../grade/file-name";
import { graderKit } from "../grade/grader-kit";
import type { Grade } from "../grade/result";
import {
  makeTimelines,
  missingTimelines,
  removeOtherTimelines,
  TIMELINE_CHOICES,
  wantedTimelines,
  type TimelineChoice,
  type TimelineMeans,
  type WantedTimeline,
} from "../grade/timelines";
import { progressOn } from "../report/progress";
import { pageParts } from "./page-parts";
import { UsageError } from "./usage";

/** What is drawn, and for whose eyes. */
export interface Pages {
  choice: TimelineChoice;
  /** Whether students' pages show hidden seeds. */
  showHidden: boolean;
}

export function timelinesFrom(text: string): TimelineChoice {
  const found = TIMELINE_CHOICES.find((each) => each === text);
  if (found === undefined) throw new UsageError(`--timelines takes ${TIMELINE_CHOICES.join(", ")}, not "${text}".`);
  return found;
}

/** `--pages-for`. */
export function readerFrom(text: string): Pick<Pages, "showHidden"> {
  if (text === "instructor" || text === "students") return { showHidden: text === "instructor" };
  throw new UsageError(`--pages-for takes instructor or students, not "${text}".`);
}

/**
 * Draws what of the timelines isn't there yet, and removes what doesn't belong among them.
 * @returns whether none was given up
 */
export async function drawTimelines(
  grades: readonly Grade[],
  pages: Pages,
  { out, ...means }: { out: string } & Pick<TimelineMeans, "atOnce" | "confinement" | "signal">,
): Promise<boolean> {
  const wanted = wantedTimelines(grades, graderKit(), pages);
  removeOtherTimelines(wanted, out);
  const missing = missingTimelines(wanted, out);
  const progress = progressOn(process.stderr, "timelines");
  let count = 0;
  const done = (): void => progress.update(++count, missing.length);
  const parts = pageParts("timeline-page");
  const failed = await makeTimelines(missing, { ...means, folder: out, parts, done });
  progress.clear();
  const drawn = wanted.length - missingTimelines(wanted, out).length;
  if (wanted.length > 0) process.stdout.write(`${summary(drawn, wanted, out)}\n`);
  for (const { submission, token } of failed)
    process.stderr.write(`There is no timeline of ${token} of ${showName(submission)}: it didn't fail as before.\n`);
  if (drawn + failed.length === wanted.length) return true;
  process.stderr.write("Given up before all timelines were drawn; the same command goes on from here.\n");
  return false;
}

function summary(drawn: number, wanted: readonly WantedTimeline[], out: string): string {
  const sizeOf = (file: string): number => statSync(join(out, file), { throwIfNoEntry: false })?.size ?? 0;
  const bytes = wanted.reduce((sum, { file }) => sum + sizeOf(file), 0);
  return `${drawn} of ${wanted.length} timelines drawn, ${(bytes / 1_048_576).toFixed(1)} MB: ${join(out, "students")}`;
}
