import { existsSync, lstatSync, statSync } from "node:fs";
import { DoubleError, handedIn, type Holdings } from "../grade/roster";
import { isZip } from "../grade/submission";
import { UsageError } from "./usage";

/** What a folder of submissions holds. @throws UsageError where there is none, or two of one name */
export function submissionsIn(folder: string): Holdings {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`There is no folder ${folder}; it holds a folder or a zip for each submission.`);
  try {
    return handedIn(folder);
  } catch (error) {
    if (error instanceof DoubleError) throw new UsageError(`${error.message}.`);
    throw error;
  }
}

/** The path of one submission, a folder or a zip. @throws UsageError */
export function checkSubmission(path: string): string {
  if (!existsSync(path)) throw new UsageError(`There is no ${path}; it takes a submission, a folder or a zip of one.`);
  if (lstatSync(path).isFile() && !isZip(path))
    throw new UsageError(`${path} is neither a folder nor a zip: name the folder with raft.ts in it, or a zip of it.`);
  return path;
}
