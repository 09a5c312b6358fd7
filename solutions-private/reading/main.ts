/** `make reading`: writes docs/students/reading-a-failure.md anew, and takes its pictures. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hasChromium, launchChromium, NO_CHROMIUM } from "../../tester/report/browser";
import { FAILURES } from "./failures";
import { PAGE, pictureFile, readingPage } from "./page";
import { pictureOf } from "./picture";
import { messageOf, play } from "./play";

async function main(folder: string): Promise<void> {
  const browser = hasChromium ? await launchChromium() : undefined;
  if (browser === undefined) process.stdout.write(`The pictures stay as they are (${NO_CHROMIUM}).\n`);
  const messages: string[] = [];
  try {
    for (const failure of FAILURES) {
      const reply = await play(failure);
      messages.push(messageOf(reply));
      if (browser === undefined) continue;
      const picture = await pictureOf(failure, reply, browser);
      const file = join(folder, dirname(PAGE), pictureFile(failure));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, picture);
      process.stdout.write(`${pictureFile(failure)}: ${Math.round(picture.length / 1_000)} kB\n`);
    }
  } finally {
    await browser?.close();
  }
  writeFileSync(join(folder, PAGE), readingPage(messages));
  process.stdout.write(`${PAGE}\n`);
}

void main(process.argv[2] ?? ".");
