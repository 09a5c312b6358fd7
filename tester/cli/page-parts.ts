import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../realm/kit-root";
import type { PageParts } from "../report/page";

/** Script and style of a page, as they were built. `page` is their bundle's name: `history-page`. */
export function pageParts(page: string): PageParts {
  const built = (file: string) => readFileSync(join(kitRoot(), ".raftlab", file), "utf8");
  return { script: built(`${page}.js`), style: built(`${page}.css`) };
}
