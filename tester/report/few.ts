/** The first of many lines, and then how many there are beside them: `and 7 more`. */
export function few(lines: readonly string[], max: number, more = "more"): string[] {
  const rest = lines.length - max;
  return rest > 0 ? [...lines.slice(0, max), `and ${rest} ${more}`] : [...lines];
}
