import { limitsOf, MEMORY_LIMIT_MB, type Limits } from "../limits";

/** The commands of a Linux that `strict` is made of. */
export interface Tools {
  bwrap: string;
  prlimit: string;
  /** Gives up root's own user before anything else; absent where nobody is root. */
  setpriv?: string;
}

/**
 * What stands between a child that handles student text and the machine, beside its realm and its empty environment:
 *
 * - `none`: nothing. For one's own code.
 * - `process`: Node's permission model. The child reads the kit's own files, and neither writes nor starts anything.
 * - `strict`: that, within Linux namespaces of its own (bubblewrap) and limits of the kernel's (prlimit).
 */
export type Sandbox = { kind: "none" | "process" } | { kind: "strict"; tools: Tools };

export type SandboxKind = Sandbox["kind"];

/** How children are kept. Nothing of this changes a run. */
export interface Confinement {
  sandbox: Sandbox;
  limits: Limits;
}

export const UNCONFINED: Confinement = { sandbox: { kind: "none" }, limits: limitsOf(MEMORY_LIMIT_MB) };
