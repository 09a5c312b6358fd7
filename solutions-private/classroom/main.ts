/** `make class OUT=DIR`: writes the class to grade into a folder that isn't there yet. */
import { existsSync } from "node:fs";
import { writeClass } from "./classroom";

const folder = process.argv[2] ?? "";
if (folder === "" || existsSync(folder)) {
  process.stderr.write("Say where the class goes, a folder that isn't there yet: make class OUT=../class\n");
  process.exitCode = 1;
} else process.stdout.write(`${writeClass(folder)} submissions in ${folder}.\n`);
