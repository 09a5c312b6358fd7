import { limitsOf, MEMORY_LIMIT_MB } from "../run/limits";
import type { Confinement, Sandbox } from "../run/sandbox/sandbox";
import { findStrict } from "../run/sandbox/self-test";
import { UsageError } from "./usage";

/** Least and most memory of a child, MB. */
const MEMORY_MIN_MB = 256;
const MEMORY_MAX_MB = 65_536;

/** What `--sandbox` and `--memory` come to; `notice` is one line for whoever has asked for `auto`. */
export interface Confined {
  confinement: Confinement;
  notice?: string;
}

/** @throws UsageError when `strict` is asked for and isn't to be had: there is no silent falling back */
export function confinementFrom(kind: string, memory?: string): Confined {
  const { sandbox, notice } = sandboxFrom(kind);
  return { confinement: { sandbox, limits: limitsOf(memoryFrom(memory)) }, notice };
}

function sandboxFrom(kind: string): { sandbox: Sandbox; notice?: string } {
  if (kind === "none" || kind === "process") return { sandbox: { kind } };
  if (kind !== "strict" && kind !== "auto") {
    throw new UsageError(`--sandbox takes strict, process, none or auto, not "${kind}".`);
  }
  const found = findStrict();
  if (kind === "strict" && "missing" in found) {
    throw new UsageError(`There is no strict sandbox here: ${found.missing}. Mend that, or take --sandbox process.`);
  }
  if ("sandbox" in found) {
    if (kind === "strict") return { sandbox: found.sandbox };
    return { sandbox: found.sandbox, notice: "Sandbox: strict (bubblewrap, prlimit and Node's permission model)." };
  }
  const notice = `Sandbox: process, best effort (Node's permission model alone). No strict one here: ${found.missing}.`;
  return { sandbox: { kind: "process" }, notice };
}

function memoryFrom(text: string | undefined): number {
  if (text === undefined) return MEMORY_LIMIT_MB;
  const mb = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (mb >= MEMORY_MIN_MB && mb <= MEMORY_MAX_MB) return mb;
  throw new UsageError(`--memory takes a number of MB for each child, from ${MEMORY_MIN_MB} on, not "${text}".`);
}
