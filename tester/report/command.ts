/** The submission's folder when nobody says another. */
export const DEFAULT_IMPL = "starter";

/** A word of a command line, in any shell, Windows' too. */
export function quoted(word: string): string {
  return /^[\w./\\:@+,=-]+$/.test(word) ? word : `"${word}"`;
}

/** What to type to see a run again. */
export function replayCommand(token: string, impl: string): string {
  const command = `npx --no-install raftlab replay ${quoted(token)}`;
  return impl === DEFAULT_IMPL ? command : `${command} --impl ${quoted(impl)}`;
}
