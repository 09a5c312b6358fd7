/** Pictures of the timeline pages of failures, taken in a browser. */
import { readFileSync, rmSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { pageParts } from "../../tester/cli/page-parts";
import { diagnosisOf } from "../../tester/report/diagnosed";
import { timelinePage } from "../../tester/report/timeline/html";
import { timelineReport } from "../../tester/report/timeline/report";
import type { RunReply } from "../../tester/run/message";
import { Trace } from "../../tester/trace/trace";
import type { Failure } from "./failures";
import { IMPL } from "./play";
import { withPalette } from "./png";

/** The window; of it the picture shows what is below the page's own words. px */
const WINDOW = { width: 1_100, height: 700 };
/** px */
export const PICTURE = { width: 1_100, height: 520 };

function pageFor({ outcome, trace, states }: RunReply): string {
  const { events } = Trace.parse(trace!);
  const diagnosis = diagnosisOf({ shown: outcome, trace });
  return timelinePage(timelineReport({ outcome, events, states, diagnosis, impl: IMPL }), pageParts("timeline-page"));
}

/** A PNG of the page at the violation, or at the rule that was broken first. */
export async function pictureOf({ shows }: Failure, reply: RunReply, browser: Browser): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "raftlab-picture-"));
  const page = await browser.newPage({ viewport: WINDOW, colorScheme: "light" });
  try {
    const file = join(folder, "run.html");
    writeFileSync(file, pageFor(reply));
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector("body[data-ready]");
    // By script: a click would scroll the servers out of view.
    const rule = `[...document.querySelectorAll("#story button")].find((each) => each.textContent.startsWith("▲"))`;
    if (shows === "rule") await page.evaluate(`${rule}.click()`);
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    const y = WINDOW.height - PICTURE.height;
    return withPalette(await page.screenshot({ clip: { x: 0, y, ...PICTURE } }));
  } finally {
    await page.close();
    rmSync(folder, { recursive: true });
  }
}

/** Width and height of a PNG, px. */
export function sizeOf(file: string): { width: number; height: number } {
  const bytes = readFileSync(file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
