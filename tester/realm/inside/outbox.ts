import { slice } from "./builtins";

/** Characters that the effects of one event may take. No honest event comes near; a string beyond V8's own limit throws. */
const LIMIT = 64 * 1024 * 1024;

const OVERFULL =
  'throw\t{"how":"misuse","text":"the effects of one event came to more than 64 million characters","frames":[]}';

/** The effects since the last collection, a line each, joined by new lines. */
let lines = "";
let isFull = false;

/** Appends one effect. Plain concatenation: there is nothing here that a submission could have patched. */
export function emit(line: string): void {
  if (isFull) return;
  isFull = lines.length + line.length > LIMIT;
  if (isFull) line = OVERFULL;
  lines = lines === "" ? line : lines + "\n" + line;
}

/** Takes all effects out. */
export function takeEffects(): string {
  const taken = lines;
  lines = "";
  isFull = false;
  return taken;
}

/** A place in the outbox to which {@link takeSince} can go back. */
export function markEffects(): number {
  return lines.length;
}

/** Takes out the effects that came after `mark`. */
export function takeSince(mark: number): string {
  const later = slice(lines, mark === 0 ? 0 : mark + 1);
  lines = slice(lines, 0, mark);
  return later;
}
