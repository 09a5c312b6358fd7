import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { runNode } from "./command";

test("where solutions-private was deleted, it says so in a sentence", async () => {
  const kit = mkdtempSync(join(kitRoot(), ".raftlab", "without-"));
  try {
    mkdirSync(join(kit, ".raftlab"));
    cpSync(join(kitRoot(), "package.json"), join(kit, "package.json"));
    for (const file of ["cli.js", "instructors.js"])
      cpSync(join(kitRoot(), ".raftlab", file), join(kit, ".raftlab", file));
    expect(await runNode([join(kit, ".raftlab", "cli.js"), "mutants"])).toEqual({
      stdout: "",
      stderr:
        "raftlab: This checkout has no solutions-private, where the bank of wrong programs lies: nothing to run.\n",
      code: 1,
    });
  } finally {
    rmSync(kit, { recursive: true });
  }
});
