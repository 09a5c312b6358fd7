import { statSync } from "node:fs";
import { DoubleError, handedIn, type Holdings } from "../grade/roster";
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
