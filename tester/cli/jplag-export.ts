import { join } from "node:path";
import { showName } from "../grade/file-name";
import { collectSubmission, type SubmittedFile } from "../grade/submission";
import { kitRoot } from "../realm/kit-root";
import { EXIT } from "../run/outcome";
import { submissionsIn } from "./submissions";
import { UsageError } from "./usage";
import { writeFolder } from "./written-folder";

/** Options of `raftlab jplag-export`, as typed. */
export interface JplagOptions {
  force?: boolean;
}

/** JPlag's root folder: in it one folder a submission, and nothing else. */
const ROOT = "submissions";
/** What all submissions have in common: matches with it don't count. It may lie outside the root folder. */
const BASE = "base-code";

function addFiles(contents: Map<string, Buffer>, folder: string, files: readonly SubmittedFile[]): void {
  for (const { name, text } of files) contents.set(`${folder}/${name}`, Buffer.from(text));
}

/** In double quotes, which every shell takes. */
function quoted(path: string): string {
  return /^[\w./:@-]+$/.test(path) ? path : `"${path}"`;
}

/**
 * `raftlab jplag-export SUBMISSIONS OUT`: lays a class out for JPlag 6, of each submission the files that are graded.
 * @returns the exit code
 * @throws UsageError where there are fewer than two
 */
export function jplagExport(submissions: string, out: string, options: JplagOptions): number {
  const contents = new Map<string, Buffer>();
  addFiles(contents, BASE, collectSubmission(join(kitRoot(), "starter")).files);
  let count = 0;
  for (const { name, path } of submissionsIn(submissions).submissions) {
    const { files, problem } = collectSubmission(path);
    if (problem !== undefined) {
      process.stderr.write(`Left out: ${showName(name)}: ${problem}\n`);
      continue;
    }
    addFiles(contents, `${ROOT}/${name}`, files);
    count++;
  }
  if (count < 2) throw new UsageError(`${submissions} has ${count} submissions that can be read: nothing to compare.`);
  writeFolder(out, contents, options);
  const [root, base, result] = [ROOT, BASE, "result"].map((folder) => quoted(join(out, folder)));
  process.stdout.write(
    `${count} submissions for JPlag (https://github.com/jplag/JPlag):\n\n` +
      `  java -jar jplag.jar -l typescript -bc ${base} -r ${result} --mode run ${root}\n`,
  );
  return EXIT.pass;
}
