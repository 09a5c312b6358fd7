/** For tests: a format's text beside the file that says what it must be. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Set to write the files anew, to be read before they are committed. */
const isWriting = process.env.GOLDEN === "write";

/** What `golden/NAME` holds; written with `text` when that was asked for. */
export function golden(name: string, text: string): string {
  const file = join(__dirname, "golden", name);
  if (isWriting) writeFileSync(file, text);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
