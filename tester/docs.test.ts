import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kitRoot } from "./realm/kit-root";

const root = kitRoot();
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object }).scripts,
);
const makefiles = ["Makefile", "tester/kit.mk"].map((file) => readFileSync(join(root, file), "utf8")).join("\n");
const targets = [...makefiles.matchAll(/^([a-z0-9 -]+):/gm)].flatMap(([, names]) => names.split(" "));

/** Every page for people: README, handouts, docs. */
const pages = ["README.md", ...under("docs"), ...under("labs")].filter((page) => page.endsWith(".md"));

function under(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`);
}

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  test("names only make targets and npm scripts that exist", () => {
    const made = [...text.matchAll(/(?:^|`)make ([a-z][a-z0-9-]*)/gm)].map(([, name]) => name);
    const run = [...text.matchAll(/npm run (?:--silent )?([a-z][a-z0-9-]*)/g)].map(([, name]) => name);
    expect(made.filter((name) => !targets.includes(name))).toEqual([]);
    expect(run.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test("links to files that exist", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link]) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });
});

test("docs/decisions says of each dependency why it is one", () => {
  const page = readFileSync(join(root, "docs", "decisions", "README.md"), "utf8");
  const table = page.slice(page.indexOf("## Dependencies"), page.indexOf("## The shape"));
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, object | undefined>;
  const kinds = ["dependencies", "optionalDependencies", "devDependencies", "overrides"];
  const names = kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}));
  const isSaid = (name: string): boolean => new RegExp(`[|,] ${name.replace(/^@types\/.*/, "@types/…")} `).test(table);
  expect(names.filter((name) => !isSaid(name))).toEqual([]);
});
