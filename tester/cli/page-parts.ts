import type { PageParts } from "../report/markup";
import { builtFile } from "../run/kit";

/** Script and style of a page, as they were built. `page` is their bundle's name: `history-page`. */
export function pageParts(page: string): PageParts {
  const built = (file: string) => builtFile(file).toString("utf8");
  return { script: built(`${page}.js`), style: built(`${page}.css`) };
}
