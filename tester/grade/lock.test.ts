import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Lock, LockedError } from "./lock";

let file: string;
beforeEach(() => (file = join(mkdtempSync(join(tmpdir(), "lock-")), "lock")));
afterEach(() => rmSync(join(file, ".."), { recursive: true }));

test("is held by one process at a time", () => {
  writeFileSync(file, `${process.ppid}\n`);
  expect(() => new Lock(file)).toThrow(LockedError);
});

test("one whose holder is gone is taken over", () => {
  writeFileSync(file, "999999999\n");
  const lock = new Lock(file);
  expect(readFileSync(file, "utf8")).toBe(`${process.pid}\n`);
  lock.release();
  new Lock(file).release();
});
