/** Most characters of a file's name. */
export const NAME_CHARS_MAX = 100;

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const PORTABLE = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** A name that every system, every archive and every import statement carries unchanged. */
export function isPortable(name: string): boolean {
  return PORTABLE.test(name) && !DEVICE.test(name) && name.length <= NAME_CHARS_MAX;
}

/** A name for people: what a terminal would act on is escaped, what is endless is cut. */
export function showName(name: string): string {
  const short = name.length > NAME_CHARS_MAX ? `${name.slice(0, NAME_CHARS_MAX)}…` : name;
  return /^[\x21-\x7e…]+( [\x21-\x7e…]+)*$/.test(short)
    ? short
    : JSON.stringify(short).replace(
        /[^\x20-\x7e…]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
}

/** Whether a name is that of a zip. */
export function isZip(name: string): boolean {
  return /\.zip$/i.test(name);
}
