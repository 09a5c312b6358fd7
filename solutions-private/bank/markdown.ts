/** Parts of generated pages. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
export const thousands = (count: number): string => count.toLocaleString("en-US");
export const share = (part: number, all: number): string =>
  `${part} of ${all} (${((100 * part) / Math.max(1, all)).toFixed(0)} %)`;
