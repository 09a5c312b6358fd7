/** Beyond this a name is cut: a file's can be so long that nothing beside it is seen. */
const NAME_MAX = 80;

/** A submission's name in a line: control characters are shown as their pictures, and an endless one is cut. */
export function visibleName(name: string): string {
  const letters = [...name].map((letter) => {
    const code = letter.codePointAt(0)!;
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? "\u2421" : letter;
  });
  return letters.length <= NAME_MAX ? letters.join("") : `${letters.slice(0, NAME_MAX - 1).join("")}…`;
}
