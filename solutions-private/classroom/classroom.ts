/**
 * A class to grade, made of all that the kit knows: wrong and right programs, cheats and bombs, what isn't finished and
 * what isn't there.
 */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allMutants, allVariants, sourcesOf } from "../bank/bank";
import type { Sources } from "../bank/change";
import { REFERENCE } from "../bank/wish";
import { beasts, folderOf } from "../hostile/zoo";
import { starter, unfinished } from "./unfinished";

function write(folder: string, sources: Partial<Sources>): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(sources)) writeFileSync(join(folder, file), text);
}

/** Writes the class into a folder, a folder a submission. @returns how many there are */
export function writeClass(folder: string): number {
  const reference = sourcesOf(REFERENCE);
  const programs = [REFERENCE, ...allVariants, ...allMutants];
  const plain: [name: string, sources: Partial<Sources>][] = [
    ...programs.map((changed): [string, Sources] => [changed.name, sourcesOf(changed)]),
    ...unfinished(reference).map(({ name, sources }): [string, Sources] => [name, sources]),
    ["starter-untouched", starter],
    ["raft-alone", { "raft.ts": reference["raft.ts"] }],
    ["nothing-in-it", {}],
  ];
  for (const [name, sources] of plain) write(join(folder, name), sources);
  // A copy of the handout, in which the tester was rewritten: nobody runs that.
  write(join(folder, "copy-of-the-handout", "starter"), reference);
  write(join(folder, "copy-of-the-handout", "tester"), {
    "raft.ts": 'throw new Error("the tester of a submission is run");\n',
  });
  const hostile = beasts("rejected", "slow-rejected", "fails", "slow");
  for (const beast of hostile) {
    cpSync(folderOf(beast), join(folder, `hostile-${beast.name}`), { recursive: true, verbatimSymlinks: true });
  }
  return plain.length + 1 + hostile.length;
}
