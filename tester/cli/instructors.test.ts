import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import { runNode } from "./command";

/** As they are registered. */
const names = [...readFileSync(join(__dirname, "instructors.ts"), "utf8").matchAll(/\.command\("([\w-]+)"/g)].map(
  ([, name]) => name,
);

test("in a handout the instructors' commands say in a sentence that they aren't there, and the help hides them", async () => {
  expect(names).toEqual(expect.arrayContaining(["mutants", "handout"]));
  const kit = mkdtempSync(join(kitRoot(), ".raftlab", "handout-"));
  try {
    mkdirSync(join(kit, ".raftlab"));
    for (const file of ["package.json", ".raftlab/cli.js"]) cpSync(join(kitRoot(), file), join(kit, file));
    const command = join(kit, ".raftlab", "cli.js");
    for (const name of names) {
      expect(await runNode([command, name, "some", "--option", "x"])).toEqual({
        stdout: "",
        stderr: `raftlab: raftlab ${name} needs the instructor's repository: this is a handout for students.\n`,
        code: 1,
      });
    }
    const { stdout } = await runNode([command, "--help"]);
    expect(stdout).toContain("submit-check");
    expect(names.filter((name) => new RegExp(`^  ${name} `, "m").test(stdout))).toEqual([]);
  } finally {
    rmSync(kit, { recursive: true });
  }
});
