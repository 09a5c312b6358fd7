import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kitRoot } from "../../tester/realm/kit-root";
import { drawAll } from "./pictures";

let drawn: [string, string][];
beforeAll(async () => (drawn = await drawAll()));

test("the pictures that stand in the handouts are those that `make pictures` draws, byte for byte", () => {
  for (const [file, text] of drawn) {
    expect({ file, text: readFileSync(join(kitRoot(), file), "utf8") }).toEqual({ file, text });
  }
});

test("a handout shows each of them", () => {
  for (const [file] of drawn) {
    const [lab, name] = file.split("/").slice(1);
    expect(readFileSync(join(kitRoot(), "labs", lab, "README.md"), "utf8")).toContain(`](${name})`);
  }
});

test("each says in words what it shows, knows the dark, and has no text below 11 px", () => {
  for (const [, text] of drawn) {
    expect(text).toMatch(/<title id="title">.{10,}<\/title>\n<desc id="desc">.{100,}<\/desc>/);
    expect(text).toContain("@media (prefers-color-scheme:dark)");
    const sizes = [...text.matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
  }
});
