/** Input that can't be understood: its message is one clear sentence that says what to do. Exit code 1. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** By its name: the commands come in two bundles, and each has a class of its own. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === "UsageError";
}

/** Edit distance (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

/** Of `names` the one most like `wanted`; on a tie the first. */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const name of names) {
    if (best === undefined || distance(wanted, name) < distance(wanted, best)) best = name;
  }
  return best;
}
