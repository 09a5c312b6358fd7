import type { RuleName } from "../../tester/diagnosis/rule";
import type { Lab } from "../../tester/scenarios/scenario";

/** A file of the reference solution. */
export type SourceFile = "raft.ts" | "server.ts" | "client.ts";

/** One small change to a text: `find` stands in it exactly once, and `replace` takes its place. */
export interface Change {
  /** raft.ts if absent. */
  file?: SourceFile;
  find: string;
  replace: string;
}

/** A program of the bank, kept as its changes to the reference solution. */
export interface Changed {
  /** Unique in the bank; lower case, with hyphens. */
  name: string;
  /** A folder of solutions-private, `variants/outbox`: its files take the place of the reference's, before the changes. */
  folder?: string;
  changes: readonly Change[];
}

/** A wrong Raft, k/v server or clerk. */
export interface Mutant extends Changed {
  /** The lab whose tests should find it; those of later labs may. */
  lab: Lab;
  /** What it does wrong, in one sentence. */
  sin: string;
  /** The rule that it breaks: what a diagnosis should name. Written down from the sin, not from what a diagnosis says. */
  rule: RuleName;
  /** Where the rule that it breaks stands: `Raft §5.4.2, Figure 8`. */
  source: string;
  /** Why no test may tell it from a right program by the interface; absent for a mutant that must be caught. */
  indistinguishable?: string;
}

/** A right submission that differs from the reference. */
export interface Variant extends Changed {
  /** What it does otherwise, and why that is right, in a sentence or two. */
  way: string;
  /** Scenarios that demand more than to be right, and that it may fail: `3a/speed` of one that takes its time. */
  exempt?: readonly string[];
}

/** The text of every file. */
export type Sources = Readonly<Record<SourceFile, string>>;

/**
 * Applies the changes one after the other.
 * @throws Error naming the program, when a change doesn't apply exactly once
 */
export function applyChanges(sources: Sources, { name, changes }: Changed): Sources {
  return changes.reduce((texts, { file = "raft.ts", find, replace }, i) => {
    const parts = texts[file].split(find);
    if (parts.length === 2) return { ...texts, [file]: parts.join(replace) };
    const times = parts.length === 1 ? "nowhere" : `${parts.length - 1} times`;
    throw new Error(`${name}: change ${i + 1} must stand in ${file} exactly once, and stands ${times}: ${find}`);
  }, sources);
}
