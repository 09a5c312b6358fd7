import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { election } from "../mutants/election";
import { log } from "../mutants/log";
import { variants } from "../variants/variants";
import type { Mutant, Variant } from "./change";

/** Every wrong Raft, in the order of bug-catalogue.md. */
export const allMutants: readonly Mutant[] = [...election, ...log];

/** Every right Raft that isn't the reference. */
export const allVariants: readonly Variant[] = variants;

/** The text that all of them change. */
export function referenceSource(): string {
  return readFileSync(join(kitRoot(), "solutions-private", "reference", "raft.ts"), "utf8");
}
