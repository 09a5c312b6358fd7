/** `make pictures`: draws the handouts' pictures anew, from runs of the reference. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { drawAll } from "./pictures";

async function main(folder: string): Promise<void> {
  for (const [file, text] of await drawAll()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
    process.stdout.write(`${file}: ${Math.round(text.length / 1_000)} kB\n`);
  }
}

void main(process.argv[2] ?? ".");
