/** `node typecheck-child.js DIR raft|kv`: prints what typecheck finds, as one line of JSON. Runs beside the simulation. */
import type { Role } from "./compile";
import { typecheck } from "./typecheck";

const [dir, role] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(typecheck(dir!, role as Role))}\n`);
