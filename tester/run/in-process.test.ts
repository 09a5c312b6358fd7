import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { compile } from "../realm/compile";
import { debuggable } from "./in-process";
import { Folders, toyRaft } from "./toy";

const folders = new Folders();
afterAll(() => folders.remove());

test("a debugger finds the student's own file in the script's map", async () => {
  const impl = folders.add(toyRaft(""));
  const compiled = await compile(impl, "raft");
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const { script } = debuggable(compiled.program, impl);
  const [, inline] = /\n\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,(.*)$/.exec(script)!;
  const { sources } = JSON.parse(Buffer.from(inline, "base64").toString()) as { sources: string[] };
  expect(sources).toContain(pathToFileURL(resolve(impl, "raft.ts")).href);
});
