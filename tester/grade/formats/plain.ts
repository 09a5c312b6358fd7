/**
 * Text as every format carries it: one kind of line break, and no control characters but that and tabs; halves of surrogate
 * pairs go too, and the two characters that XML has no place for. What people write, from right to left too, stays.
 */
export function plain(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD");
}

/** The same on one line. */
export function line(text: string): string {
  return plain(text)
    .replace(/[\n\t]+/g, " ")
    .trim();
}

/** At most `max` characters, and said so where it is less than all. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // Not between the halves of a pair.
  const kept = text.slice(0, max).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept}\n… ${text.length - kept.length} more characters`;
}
