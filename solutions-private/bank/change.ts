/** One small change to a text: `find` stands in it exactly once, and `replace` takes its place. */
export interface Change {
  find: string;
  replace: string;
}

/** A program of the bank, kept as its changes to the reference solution. */
export interface Changed {
  /** Unique in the bank; lower case, with hyphens. */
  name: string;
  changes: readonly Change[];
}

/** A wrong Raft. */
export interface Mutant extends Changed {
  /** The lab whose tests should find it; those of later labs may. */
  lab: "2a" | "2b";
  /** What it does wrong, in one sentence. */
  sin: string;
  /** Where the rule that it breaks stands: `Raft §5.4.2, Figure 8`. */
  source: string;
  /** Why no test may tell it from a right program by the interface; absent for a mutant that must be caught. */
  indistinguishable?: string;
}

/** A right Raft that differs from the reference. */
export interface Variant extends Changed {
  /** What it does otherwise, and why that is right, in a sentence or two. */
  way: string;
}

/**
 * Applies the changes one after the other.
 * @throws Error naming the program, when a change doesn't apply exactly once
 */
export function applyChanges(source: string, { name, changes }: Changed): string {
  return changes.reduce((text, { find, replace }, i) => {
    const parts = text.split(find);
    if (parts.length === 2) return parts.join(replace);
    const times = parts.length === 1 ? "nowhere" : `${parts.length - 1} times`;
    throw new Error(`${name}: change ${i + 1} must stand in the text exactly once, and stands ${times}: ${find}`);
  }, source);
}
