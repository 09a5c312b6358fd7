/** A real browser, for tests and the bench of pages: Debian's chromium, where it is installed. */
import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";

/** What a test says where {@link hasChromium} is false. */
export const NO_CHROMIUM = "skipped: no chromium";

export const hasChromium = existsSync(CHROMIUM);

/** Without a window, and without anything that would ask the network. */
const ARGS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

export async function launchChromium(): Promise<Browser> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it is there only for who develops the kit
  const { chromium } = require("playwright-core") as typeof import("playwright-core");
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}
