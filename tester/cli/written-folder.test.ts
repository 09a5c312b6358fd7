import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sumsOf, writeFolder, type Contents } from "./written-folder";

const scratch = mkdtempSync(join(tmpdir(), "written-"));
afterAll(() => rmSync(scratch, { recursive: true }));

function contentsOf(texts: Record<string, string>): Contents {
  return new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
}

test("the same contents have the same sums, in whatever order they come", () => {
  const sums = sumsOf(contentsOf({ "b/c.ts": "two", "a.ts": "one" }));
  expect(sums).toBe(sumsOf(contentsOf({ "a.ts": "one", "b/c.ts": "two" })));
  expect(sums).toMatch(/^[0-9a-f]{64} {2}a\.ts\n[0-9a-f]{64} {2}b\/c\.ts\n$/);
});

test("a folder that holds something is left alone, unless forced; then what isn't ours stays", () => {
  const folder = join(scratch, "out");
  const first = writeFolder(folder, contentsOf({ "a.ts": "one", "old/b.ts": "two" }), {});
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  writeFileSync(join(folder, "mine.txt"), "mine");
  const next = contentsOf({ "a.ts": "three" });
  expect(() => writeFolder(folder, next, {})).toThrow(/ is not empty: name another folder, or say --force /);
  expect(readFileSync(join(folder, "a.ts"), "utf8")).toBe("one");

  expect(writeFolder(folder, next, { force: true })).not.toBe(first);
  expect(readFileSync(join(folder, "a.ts"), "utf8")).toBe("three");
  expect(existsSync(join(folder, "old/b.ts"))).toBe(false);
  expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("mine");
});

test("nothing outside of the folder is taken away, whatever its sums say", () => {
  const folder = join(scratch, "forged");
  const outside = join(scratch, "outside.txt");
  writeFolder(folder, contentsOf({ "a.ts": "" }), {});
  writeFileSync(outside, "mine");
  writeFileSync(join(folder, "SHA256SUMS"), `${"0".repeat(64)}  ../outside.txt\n${"0".repeat(64)}  ${outside}\n`);
  writeFolder(folder, contentsOf({ "b.ts": "" }), { force: true });
  expect(existsSync(outside)).toBe(true);
});

test("a file is no folder", () => {
  const file = join(scratch, "file");
  writeFileSync(file, "");
  expect(() => writeFolder(file, contentsOf({}), { force: true })).toThrow(/ is a file: name a folder /);
});
