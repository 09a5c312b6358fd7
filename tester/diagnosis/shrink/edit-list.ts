import { stretchesOf } from "../../trace/ranges";

/** An edit with a number that may stand for a stretch of them: what comes before the number, and the number. */
const NUMBERED = /^([fcw]|m\d+-\d+\.)(\d+)$/;

/** Single edits as a token writes them: numbers that follow each other in one stretch, each kind where it came first. */
export function editText(edits: readonly string[]): string {
  const numbers = new Map<string, number[]>();
  const parts: string[] = [];
  for (const edit of edits) {
    const [, kind, number] = NUMBERED.exec(edit) ?? [];
    if (kind === undefined) parts.push(edit);
    else numbers.set(kind, [...(numbers.get(kind) ?? []), Number(number)]);
  }
  for (const [kind, all] of numbers) parts.push(...stretchesOf(all).map((stretch) => kind + stretch));
  return parts.join(",");
}

/** The single edits of a text that {@link editText} or a person wrote. A stretch stays one edit. */
export function editsIn(text: string): string[] {
  return text === "" ? [] : text.split(",");
}
