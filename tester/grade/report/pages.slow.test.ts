/** The pages in a real browser. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { hasChromium, launchChromium, NO_CHROMIUM } from "../../report/browser";
import { writeReports } from "./reports";
import { sampleGrades } from "./sample-grades";

const CLASS = sampleGrades(300);
/** Elements of the page. Its map has 38,400 cells, and is one element. */
const ELEMENTS_MAX = 20_000;

const folder = mkdtempSync(join(tmpdir(), "grades-"));
afterAll(() => rmSync(folder, { recursive: true }));

if (!hasChromium) {
  test.skip(NO_CHROMIUM, () => undefined);
} else {
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    writeReports(CLASS, folder, { showHidden: true });
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("dialog", (dialog) => errors.push(dialog.message()));
    page.on("console", (line) => errors.push(line.text()));
    await page.goto(pathToFileURL(join(folder, "report.html")).href);
  });
  afterAll(() => browser.close());

  const shown = () => page.locator("#submissions-table tbody tr:visible").count();
  const told = () => page.locator("#heat-cell").textContent();

  test("it has a bounded number of elements", async () => {
    expect(await page.locator("*").count()).toBeLessThan(ELEMENTS_MAX);
  });

  test("submissions are sorted and filtered", async () => {
    await page.getByRole("button", { name: "total of 600" }).click();
    const first = await page.locator("#submissions-table tbody tr").first().textContent();
    expect(first).toContain("600 ✓");
    await page.fill("#filter-name", "<script>");
    expect(await shown()).toBe(CLASS.filter(({ submission }) => submission.includes("<script>")).length);
    await page.fill("#filter-name", "");
    await page.selectOption("#filter-status", "rejected");
    expect(await shown()).toBe(CLASS.filter(({ labs }) => labs[0].status === "rejected").length);
    await page.selectOption("#filter-status", "all");
    expect(await shown()).toBe(300);
  });

  test("the heat map is walked through by keys, and says of each cell what it is", async () => {
    await page.locator("#heat-frame").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    const before = await told();
    expect(before).toMatch(/^\S.* \(.* points\), 3b\/.*(passed|failed|unknown|not started|not run|rejected|fault)/);
    await page.keyboard.press("PageDown");
    expect(await told()).not.toBe(before);
  });

  test("the heat map tells of the cell under the pointer", async () => {
    const box = (await page.locator("#heat-frame").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await expect(told()).resolves.toMatch(/2c|2d/);
  });

  test("all whom a cause hit are named when asked for", async () => {
    const cluster = page.locator("details.cluster").first();
    const count = Number(/(\d+) submissions/.exec((await cluster.locator("summary").textContent())!)![1]);
    const names = cluster.locator("> p").first();
    await names.locator("button").click();
    expect(await names.locator("a").count()).toBe(count);
  });

  test("a student's page opens from the map by Enter, and its timeline is linked where it lies", async () => {
    const own = join(folder, "students", "student-001");
    const { token } = CLASS[0].labs[0].tests.find(({ failure }) => failure !== undefined)!.failure!;
    mkdirSync(join(own, "timelines"), { recursive: true });
    writeFileSync(join(own, "timelines", `${token.replaceAll("/", "-")}.html`), "<title>here</title>");
    writeReports(CLASS, folder, { showHidden: true });
    expect(existsSync(join(own, "timelines"))).toBe(true);
    await page.locator("#heat-frame").focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    expect(page.url()).toContain("/students/");
    await page.goto(pathToFileURL(join(own, "index.html")).href);
    await page.getByText("Timeline of this run").first().click();
    expect(await page.title()).toBe("here");
  });

  test("nothing asked for anything but these files, and no script of a name ran", () => {
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
    expect(errors).toEqual([]);
  });
}

test("the same grades give the same bytes, and pages of who is gone go", () => {
  writeReports(CLASS, folder, { showHidden: true });
  const before = readFileSync(join(folder, "report.html"));
  writeReports(CLASS, folder, { showHidden: true });
  expect(readFileSync(join(folder, "report.html")).equals(before)).toBe(true);
  writeReports(CLASS.slice(1), folder, { showHidden: true });
  expect(existsSync(join(folder, "students", "student-001"))).toBe(false);
  expect(existsSync(join(folder, "students", "student-002", "index.html"))).toBe(true);
});
