import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collectSubmission } from "../../tester/grade/submission";
import { writeClass } from "./classroom";

let folder: string;
beforeAll(() => (folder = join(mkdtempSync(join(tmpdir(), "raftlab-class-")), "class")));
afterAll(() => rmSync(join(folder, ".."), { recursive: true }));

test("a class has three hundred submissions, each with a name of its own", () => {
  const count = writeClass(folder);
  expect(count).toBeGreaterThanOrEqual(300);
  expect(readdirSync(folder)).toHaveLength(count);
});

test("of a copy of the handout the starter's files are taken, and what isn't finished says where", () => {
  const { files, notes } = collectSubmission(join(folder, "copy-of-the-handout"));
  expect(files.map(({ name }) => name)).toEqual(["client.ts", "raft.ts", "server.ts"]);
  expect(notes.join()).toContain("its tester is never run");
  const [, raft] = collectSubmission(join(folder, "without-raft-start")).files;
  expect(raft.text).toContain('return todo("2b", "Raft.start")');
});
