import { existsSync } from "node:fs";
import { compile, type Compiled, type Role } from "../realm/compile";
import { kitRoot } from "../realm/kit-root";
import { Apart, type Ended } from "./apart";
import { KitFault } from "./fault";
import { compileErrand } from "./sandbox/errand";
import type { Sandbox } from "./sandbox/sandbox";
import { excessOf, folderAt } from "./typecheck";

/** esbuild gives up its whole process over code that is nested too deeply. */
const OVERFLOWN = /stack overflow|goroutine stack exceeds|service (was stopped|is no longer running)/i;

/**
 * Compiles the submission in `dir`: in this process where it is one's own, else in one that can be ended, as a few lines
 * of text can keep a compiler busy for minutes.
 * @throws KitFault when the compilation itself goes wrong
 */
export async function compileIn(sandbox: Sandbox, dir: string, role: Role): Promise<Compiled> {
  if (sandbox.kind === "none" || !existsSync(dir)) return compile(dir, role);
  return compiledOf(await new Apart(compileErrand(kitRoot(), role, folderAt(dir)), sandbox).ended);
}

function compiledOf(ended: Ended): Compiled {
  switch (ended.kind) {
    case "printed":
      return JSON.parse(ended.text) as Compiled;
    case "stopped":
      throw new KitFault("The compilation was given up.");
    case "died":
      if (OVERFLOWN.test(ended.how))
        return { ok: false, problems: [{ text: "The code is nested too deeply to be compiled." }] };
      throw new KitFault(`The compilation itself went wrong.\n${ended.how}`);
    default:
      return { ok: false, problems: [{ text: excessOf("The compilation", ended.kind) }] };
  }
}
