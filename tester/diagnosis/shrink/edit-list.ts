import { stretchesOf } from "../../trace/ranges";

/** An edit with a number that may stand for a stretch of them: what comes before the number, and the number. */
const NUMBERED = /^([fcwk]|m\d+-\d+\.)(\d+)$/;

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

/** Some edits and some more: a wait of which less is left now loses the edit that left more of it. */
export function editsWith(edits: readonly string[], more: readonly string[]): string[] {
  const waits = new Set(more.map((edit) => /^w\d+/.exec(edit)?.[0]));
  const isReplaced = (edit: string): boolean => /^w\d+\./.test(edit) && waits.has(edit.split(".")[0]);
  return [...edits.filter((edit) => !isReplaced(edit)), ...more];
}

/** The single edits of a text that {@link editText} or a person wrote. A stretch stays one edit. */
export function editsIn(text: string): string[] {
  return text === "" ? [] : text.split(",");
}
