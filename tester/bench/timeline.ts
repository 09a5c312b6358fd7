import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { kitRoot } from "../realm/kit-root";
import type { LoadedProgram } from "../realm/realm";
import { hasChromium, launchChromium } from "../report/browser";
import { timelinePage } from "../report/timeline/html";
import { timelineReport } from "../report/timeline/report";
import { runOnce } from "../run/run";
import type { Inspected } from "../trace/inspected";
import { idle } from "./stories";

/** What the page of a long run costs, in a real browser. */
export interface PageFigure {
  figure: string;
  value: number;
  target: number;
}

/** An idle cluster's heartbeats come to some 50,000 events in so many virtual seconds. */
const SECONDS = 365;
const FRAMES = 120;

async function write(program: LoadedProgram, impl: string, file: string): Promise<number> {
  const states: Inspected[] = [];
  const { outcome, trace } = await runOnce(program, idle(SECONDS), 1, "", { states });
  const built = (name: string) => readFileSync(join(kitRoot(), ".raftlab", name), "utf8");
  const parts = { script: built("timeline-page.js"), style: built("timeline-page.css") };
  writeFileSync(file, timelinePage(timelineReport({ outcome, events: trace.events, states, impl }), parts));
  return trace.events.length;
}

/** The longest time from one frame to the next while the whole run is scrolled through, ms. */
function longestFrameMs(page: Page): Promise<number> {
  return page.evaluate(`(async () => {
    const frame = document.getElementById("frame");
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let last = await next();
    let longest = 0;
    for (let i = 0; i < ${FRAMES}; i++) {
      frame.scrollTop = (frame.scrollHeight * i) / ${FRAMES};
      const now = await next();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  })()`);
}

/** None where no chromium is installed. */
export async function pageFigures(program: LoadedProgram, impl: string): Promise<PageFigure[]> {
  if (!hasChromium) return [];
  const folder = mkdtempSync(join(tmpdir(), "timeline-"));
  const browser = await launchChromium();
  try {
    const file = join(folder, "run.html");
    const events = await write(program, impl, file);
    const page = await browser.newPage({ viewport: { width: 1440, height: 860 } });
    await page.goto(pathToFileURL(file).href);
    await page.waitForFunction(`performance.getEntriesByName("first picture").length > 0`);
    const firstMs = await page.evaluate<number>(`performance.getEntriesByName("first picture")[0].startTime`);
    return [
      { figure: `size of ${events} events, MB`, value: statSync(file).size / 1_000_000, target: 5 },
      { figure: "first picture, ms", value: firstMs, target: 2_000 },
      { figure: "longest frame while scrolling, ms", value: await longestFrameMs(page), target: 100 },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
