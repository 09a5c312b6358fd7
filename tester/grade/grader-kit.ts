import { createHash } from "node:crypto";
import { builtFile, kitIdentity } from "../run/kit";
import type { KitIdentity } from "../run/result";

/** What words a grade, and diagnoses a failure: beside what runs a submission. */
const GRADER_FILE = "instructors.js";

/** The kit of a grade: a grader of another build may come to other messages, though every run is the same. */
export function graderKit(): KitIdentity {
  const kit = kitIdentity();
  const hash = createHash("sha256").update(`${kit.hash}\n`).update(builtFile(GRADER_FILE)).digest("hex");
  return { ...kit, hash };
}
