import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { clerk } from "../mutants/clerk";
import { election } from "../mutants/election";
import { frozen } from "../mutants/frozen";
import { log } from "../mutants/log";
import { persistence } from "../mutants/persistence";
import { secondOrder } from "../mutants/second-order";
import { service } from "../mutants/service";
import { snapshots } from "../mutants/snapshots";
import { serviceVariants } from "../variants/service";
import { styles } from "../variants/styles";
import { variants } from "../variants/variants";
import { applyChanges, type Changed, type Mutant, type SourceFile, type Sources, type Variant } from "./change";

/** Every wrong program, in the order of bug-catalogue.md. */
export const allMutants: readonly Mutant[] = [
  ...election,
  ...log,
  ...persistence,
  ...snapshots,
  ...service,
  ...clerk,
  ...secondOrder,
  ...frozen,
];

/** Every right program that isn't the reference. */
export const allVariants: readonly Variant[] = [...variants, ...styles, ...serviceVariants];

/** The texts that the programs change: of a folder of solutions-private, and of the reference where it lacks a file. */
function sourcesIn(folder: string): Sources {
  const read = (file: SourceFile): string => {
    const own = join(kitRoot(), "solutions-private", folder, file);
    return readFileSync(existsSync(own) ? own : join(kitRoot(), "solutions-private", "reference", file), "utf8");
  };
  return { "raft.ts": read("raft.ts"), "server.ts": read("server.ts"), "client.ts": read("client.ts") };
}

/**
 * The text of each file of a program.
 * @throws Error naming the program, when a change doesn't apply exactly once
 */
export function sourcesOf(changed: Changed): Sources {
  return applyChanges(sourcesIn(changed.folder ?? "reference"), changed);
}
