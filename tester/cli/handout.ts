import { kitRoot } from "../realm/kit-root";
import { EXIT } from "../run/outcome";
import { handoutOf } from "./handout/contents";
import { writeFolder } from "./written-folder";

/** Options of `raftlab handout`, as typed. */
export interface HandoutOptions {
  force?: boolean;
}

/** `raftlab handout OUT`: writes the students' repository. @returns the exit code */
export function handout(out: string, options: HandoutOptions): number {
  const contents = handoutOf(kitRoot());
  const hash = writeFolder(out, contents, options);
  const bytes = [...contents.values()].reduce((sum, { length }) => sum + length, 0);
  process.stdout.write(
    `${out}: ${contents.size} files, ${Math.round(bytes / 1_024)} KiB. Try it there: make check, make test-2a.\n` +
      `handout     ${hash}\n`,
  );
  return EXIT.pass;
}
