import { entriesOf, isNumber, objectOf, type SeenEntry } from "./message";

/** A saved state, as far as Figure 2's names let it be read. */
export interface Saved {
  term: number;
  /** `null` for no vote. */
  votedFor: number | null;
  /** The entries after `base`. */
  entries: SeenEntry[];
  /** Index and term of the last entry that the snapshot covers; 0 for none. */
  base: number;
  baseTerm: number;
}

/** Nothing saved: what a server begins with. */
export const NOTHING: Saved = { term: 0, votedFor: null, entries: [], base: 0, baseTerm: 0 };

/** How deep fields are looked for. */
const DEPTH = 3;

/** Reads what a server saved; `undefined` where it isn't JSON or doesn't bear Figure 2's names. */
export function savedOf(state: string): Saved | undefined {
  const root = objectOf(state);
  if (root === undefined) return undefined;
  const term = find(root, ["currentTerm", "term"], DEPTH);
  const log = find(root, ["log", "entries", "logs"], DEPTH);
  const vote = find(root, ["votedFor", "voteFor", "vote"], DEPTH) ?? null;
  if (!isNumber(term) || !Array.isArray(log) || (vote !== null && !isNumber(vote))) return undefined;
  const entries = entriesOf(log);
  if (entries === undefined) return undefined;
  const bases = ["lastIncludedIndex", "snapshotIndex"].map((name) => find(root, [name], DEPTH));
  const base = bases[0] ?? bases[1] ?? 0;
  // A log that keeps some of what its snapshot covers: where it begins is the submission's own affair.
  if (bases[0] !== undefined && bases[1] !== undefined && bases[0] !== bases[1]) return undefined;
  const baseTerm = find(root, ["lastIncludedTerm", "snapshotTerm"], DEPTH);
  if (!isNumber(base)) return undefined;
  // An entry that stands for what lies before the log: no leader's term is 0.
  const hasDummy = entries.length > 0 && entries[0].command === undefined;
  const own = hasDummy ? entries.slice(1) : entries;
  const termBefore = isNumber(baseTerm) ? baseTerm : hasDummy ? entries[0].term : 0;
  return { term, votedFor: vote === -1 ? null : vote, entries: own, base, baseTerm: termBefore };
}

/** Whether the saves of a run can be read: those with a snapshot must say which entry is the last that it covers. */
export function areReadable(saves: readonly { state: string; snapshot?: string }[]): boolean {
  return saves.every(({ state, snapshot }) => {
    if (snapshot === undefined) return true;
    const root = objectOf(state);
    return (
      root !== undefined &&
      savedOf(state) !== undefined &&
      find(root, ["lastIncludedIndex", "snapshotIndex"], DEPTH) !== undefined
    );
  });
}

function find(value: object, names: readonly string[], depth: number): unknown {
  const fields = value as Record<string, unknown>;
  for (const name of names) if (fields[name] !== undefined) return fields[name];
  if (depth === 0) return undefined;
  for (const each of Object.values(fields)) {
    if (typeof each !== "object" || each === null || Array.isArray(each)) continue;
    const found = find(each, names, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function lastIndex({ base, entries }: Saved): number {
  return base + entries.length;
}

/** The term of an entry; `undefined` where the log hasn't got it, or the snapshot covers it. */
export function termOfEntry({ base, baseTerm, entries }: Saved, index: number): number | undefined {
  return index === base ? baseTerm : entries[index - base - 1]?.term;
}

export function lastTerm(saved: Saved): number {
  return termOfEntry(saved, lastIndex(saved))!;
}

/** Whether a log may count as at least as up to date as this one (Raft §5.4.1). */
export function reachesAsFar(
  saved: Saved,
  { lastLogIndex, lastLogTerm }: { lastLogIndex: number; lastLogTerm: number },
) {
  const own = lastTerm(saved);
  return lastLogTerm === own ? lastLogIndex >= lastIndex(saved) : lastLogTerm > own;
}
