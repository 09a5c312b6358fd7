/** Where a paused thread was, in one function of the compiled script. Lines and columns from 1. */
export interface Place {
  /** The function's name, `""` for one that has none. */
  name: string;
  /** Where the function begins: tells apart those of the same name. */
  start: string;
  line: number;
  column: number;
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

/**
 * Of several looks at one loop (stacks, innermost first): the calls that all of them are in, innermost first, each at
 * the first place that was seen in it, as lines of a stack. The innermost is the function that loops.
 */
export function commonFrames(stacks: readonly Place[][]): string[] {
  if (stacks.length === 0) return [];
  const outermostFirst = stacks.map((stack) => [...stack].reverse());
  const [first, ...others] = outermostFirst;
  const common: Place[] = [];
  for (const [depth, place] of first.entries()) {
    const same = others.map((stack) => stack[depth]);
    if (same.some((other) => other?.start !== place.start)) break;
    common.unshift(same.reduce((earliest, other) => (isBefore(other, earliest) ? other : earliest), place));
  }
  return common.map(({ name, line, column }) => {
    const at = `submission.js:${line}:${column}`;
    return name === "" ? `at ${at}` : `at ${name} (${at})`;
  });
}
