/** The page in a real browser. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { FAILED, VIOLATION } from "../../run/sample";
import { hasChromium, launchChromium, NO_CHROMIUM } from "../browser";
import { timelinePage } from "./html";
import { timelineReport } from "./report";
import { longRun } from "./sample";

const EVENTS = 50_000;
const SIZE_MAX_BYTES = 5_000_000;
const ELEMENTS_MAX = 700;

const folder = mkdtempSync(join(tmpdir(), "timeline-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A run of so many events that ends in a violation, as a file. */
function written(count: number, servers: number): string {
  const { events, states } = longRun(count, servers);
  const last = events[events.length - 1];
  const violation = { ...VIOLATION, n: last.n, atUs: last.atUs };
  const outcome = { ...FAILED, violation, stats: { ...FAILED.stats, servers, events: events.length } };
  const built = (file: string) => readFileSync(join(__dirname, "..", "..", "..", ".raftlab", file), "utf8");
  const parts = { script: built("timeline-page.js"), style: built("timeline-page.css") };
  const file = join(folder, `${count}-${servers}.html`);
  writeFileSync(file, timelinePage(timelineReport({ outcome, events, states, impl: "starter" }), parts));
  return file;
}

const countElements = (page: Page) => page.locator("*").count();
const said = (page: Page) => page.locator("#said").textContent();

if (!hasChromium) {
  test.skip(NO_CHROMIUM, () => undefined);
} else {
  let browser: Browser;
  const errors: string[] = [];
  beforeAll(async () => (browser = await launchChromium()), 60_000);
  afterAll(() => browser.close());
  afterEach(() => expect(errors.splice(0)).toEqual([]));

  const open = async (file: string, asked: string[] = []): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector("body[data-ready]");
    return page;
  };

  describe(`${EVENTS} events`, () => {
    const file = written(EVENTS, 7);
    test("the file is small", () => expect(statSync(file).size).toBeLessThan(SIZE_MAX_BYTES));

    test("no request leaves the page, and nothing else than the file is loaded", async () => {
      const asked: string[] = [];
      const page = await open(file, asked);
      await page.keyboard.press("p");
      await page.keyboard.press("?");
      expect(asked).toEqual([pathToFileURL(file).href]);
      const refused = await page.evaluate(`fetch("https://example.org/").then(() => "sent", () => "refused")`);
      expect(refused).toBe("refused");
      await page.close();
    });

    test("a bounded number of elements whatever the zoom, at both axes", async () => {
      const page = await open(file);
      const counts: number[] = [];
      for (const axis of ["rows", "time"]) {
        for (let i = 0; i < 18; i++) {
          await page.keyboard.press("-");
          counts.push(await countElements(page));
        }
        for (let i = 0; i < 24; i++) await page.keyboard.press("+");
        counts.push(await countElements(page));
        if (axis === "rows") await page.keyboard.press("t");
      }
      expect(Math.max(...counts)).toBeLessThan(ELEMENTS_MAX);
      await page.close();
    });
  });

  describe("by keyboard", () => {
    const file = written(3_000, 3);
    let page: Page;
    beforeAll(async () => (page = await open(file)));
    afterAll(() => page.close());
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };

    test("it opens at the violation", async () => {
      expect(await page.locator("#detail .mark.violation").textContent()).toContain("At most one leader a term");
      expect(await page.locator("#story [aria-current]").textContent()).toContain("At most one leader a term");
    });

    test("n and p go along the story, v to the violation", async () => {
      const end = await said(page);
      await press("p");
      const before = await said(page);
      expect(before).toMatch(/tester: (heal all links|disconnect S\d)|LEADER/);
      await press("p", "n");
      expect(await said(page)).toBe(before);
      await press("Home", "v");
      expect(await said(page)).toBe(end);
    });

    test("arrows go along a lane and to the one beside, m to a message's other end", async () => {
      await press("Home", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown");
      const first = await said(page);
      const nameIn = (text: string | null) => /S\d/.exec(text!)![0];
      await press("ArrowRight");
      expect(nameIn(await said(page))).not.toBe(nameIn(first));
      await press("ArrowLeft");
      expect(nameIn(await said(page))).toBe(nameIn(first));
      const place = await page.locator("#instant").inputValue();
      await press("m");
      expect(await page.locator("#instant").inputValue()).not.toBe(place);
    });

    test("the slider shows what each server was at an instant", async () => {
      await page.locator("#instant").focus();
      await press("Home");
      expect(await page.locator(".card").count()).toBe(3);
      expect(await page.locator(".card").first().textContent()).toContain("not up yet");
      await press("End");
      const card = await page.locator(".card", { hasText: "leader" }).first().textContent();
      expect(card).toMatch(/term\d+/);
      expect(card).toMatch(/log/);
      expect(await page.locator("#instant").getAttribute("aria-valuetext")).toMatch(/^\d+\.\d+ s, /);
    });

    test("/ finds, Esc leaves the field, ? lists the keys", async () => {
      await press("Escape", "v", "/");
      await page.keyboard.type("term 2, leader");
      await page.waitForTimeout(300);
      expect(await page.locator("#words").inputValue()).toBe("term 2, leader");
      expect(await page.locator("#count").textContent()).toBe("nothing matches");
      await press("Escape", "?");
      expect(await page.locator("#words").inputValue()).toBe("term 2, leader");
      expect(await page.locator("#help").isVisible()).toBe(true);
      await press("Escape");
      expect(await page.locator("#help").isVisible()).toBe(false);
      await page.locator("#words").fill("");
      await page.waitForSelector("#count:empty", { state: "attached" });
    });

    test("a lane can be hidden and shown, but not all of them", async () => {
      for (const name of ["S0", "S1", "S2"]) await page.locator("#lanes button", { hasText: name }).click();
      expect(await page.locator("#heads span").allTextContents()).toEqual(["S2"]);
      for (const name of ["S0", "S1"]) await page.locator("#lanes button", { hasText: name }).click();
      expect(await page.locator("#heads span").count()).toBe(3);
    });

    test("a click on a row tells what happened there, with the message", async () => {
      await press("v");
      await page.locator("#method").selectOption("appendEntries");
      expect(await page.locator("#count").textContent()).toMatch(/^\d+ of \d+ rows$/);
      // Some rows are of the tester.
      for (let y = 150; y < 350 && (await page.locator("#detail .message").count()) === 0; y += 30) {
        await page.locator("#canvas").click({ position: { x: 300, y } });
      }
      expect(await page.locator("#detail .message pre").first().textContent()).toContain('"term"');
    });
  });
}
