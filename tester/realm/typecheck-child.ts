/**
 * `node typecheck-child.js kept|fresh raft|kv DIR`: prints what the type check finds, as one line of JSON. Runs beside
 * the simulation.
 */
import type { Role } from "./entries";
import { checkAnew, typecheck, type TypeErrors } from "./typecheck";

/** What is found; or in what way the compiler broke down over the submission. */
export type Checked = TypeErrors | { broken: string };

/** A compiler that isn't there, or can't be read, is nobody's fault but the kit's. */
function isOurs(error: Error): boolean {
  return "code" in error;
}

function check(store: string, role: Role, folder: string): Checked {
  try {
    return store === "kept" ? typecheck(folder, role) : checkAnew(folder, role);
  } catch (error) {
    if (!(error instanceof Error) || isOurs(error)) throw error;
    return { broken: error.message.split("\n", 1)[0]!.slice(0, 200) };
  }
}

const [store, role, folder] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(check(store!, role as Role, folder!))}\n`);
