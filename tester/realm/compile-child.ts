/** `node compile-child.js raft|kv DIR`: prints the compiled submission, or its problems, as one line of JSON. */
import { compile, type Role } from "./compile";

const [role, folder] = process.argv.slice(2);
void compile(folder!, role as Role).then((compiled) => process.stdout.write(`${JSON.stringify(compiled)}\n`));
