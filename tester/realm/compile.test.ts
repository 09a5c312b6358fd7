import { symlinkSync } from "node:fs";
import { compile } from "./compile";
import { compileFiles, programOf, raftWith, withFolder } from "./lone-server";
import { showProblem } from "./problem";

/** The problems of a submission, as shown. */
async function problemsOf(files: Record<string, string>, role: "raft" | "kv" = "raft"): Promise<string[]> {
  const compiled = await compileFiles(files, role);
  return compiled.ok ? [] : compiled.problems.map(showProblem);
}

const RULE = 'a submission may import only "raftlab" and its own files';

describe("imports", () => {
  test('"raftlab" and the own files, with or without extension, are allowed', async () => {
    const program = await programOf({
      "raft.ts": `import { sleep } from "raftlab"; import { a } from "./log/a"; import { b } from "./b.js";\n${raftWith("x = [sleep, a, b]")}`,
      "log/a.ts": `export { b as a } from "../b.ts";`,
      "b.ts": "export const b = 1;",
      "unused.ts": "export const unused = 1;",
    });
    expect(program.files).toEqual(["b.ts", "log/a.ts", "raft.ts"]);
  });

  test.each([
    [`import "fs";`, `raft.ts:1:8 imports "fs"; ${RULE}`],
    [`\nimport fs from "node:fs"; fs;`, `raft.ts:2:16 imports "node:fs"; ${RULE}`],
    [`export * from "typescript";`, `raft.ts:1:15 imports "typescript"; ${RULE}`],
    [`import "/etc/hosts";`, `raft.ts:1:8 imports "/etc/hosts"; ${RULE}`],
    [`import "raftlab/tester/api";`, `raft.ts:1:8 imports "raftlab/tester/api"; ${RULE}`],
    [`import "./nowhere";`, `raft.ts:1:8 imports "./nowhere", which is not there`],
    [`require("fs");`, `raft.ts:1:9 imports "fs" by require-call; ${RULE}, by import statements`],
    [`import("./b");`, `raft.ts:1:8 imports "./b" by import(); ${RULE}, by import statements`],
    [`const b = "./b"; import(b);`, `raft.ts:1:18 uses import(); ${RULE}, by import statements`],
  ])("%s is refused", async (code, expected) => {
    expect(await problemsOf({ "raft.ts": code, "b.ts": "" })).toEqual([expected]);
  });

  test("a file outside the folder is refused, by path", async () => {
    await withFolder({ "sub/raft.ts": `import "../outside";`, "outside.ts": "" }, async (dir) => {
      const compiled = await compile(`${dir}/sub`, "raft");
      expect(!compiled.ok && compiled.problems.map(showProblem)).toEqual([
        `raft.ts:1:8 imports "../outside", which lies outside its folder; ${RULE}`,
      ]);
    });
  });
});

test("a symbolic link out of the folder is refused", async () => {
  await withFolder({ "sub/helper.ts": "", "outside.ts": "" }, async (dir) => {
    symlinkSync(`${dir}/outside.ts`, `${dir}/sub/raft.ts`);
    const compiled = await compile(`${dir}/sub`, "raft");
    expect(!compiled.ok && compiled.problems.map(({ text }) => text)).toEqual([
      `imports "./raft", which lies outside its folder; ${RULE}`,
    ]);
  });
});

describe("what is missing or malformed", () => {
  test("a missing file is one sentence", async () => {
    expect(await problemsOf({})).toEqual(["There is no raft.ts in the submission's folder."]);
    expect(await problemsOf({ "server.ts": "" }, "kv")).toEqual(["There is no client.ts in the submission's folder."]);
  });

  test("a syntax error has its file and line", async () => {
    expect(await problemsOf({ "raft.ts": "export class Raft {\n  start( {}\n}" })).toEqual([
      'raft.ts:3:1: Expected ")" but found "}"',
    ]);
  });

  test("top-level await is refused", async () => {
    expect(await problemsOf({ "raft.ts": "await 1; export {};" })).toHaveLength(1);
  });
});

describe("the program", () => {
  test("is plain data without a path of the host, and the same wherever the folder lies", async () => {
    const files = { "raft.ts": raftWith("") };
    const [one, other] = [await programOf(files), await programOf(files)];
    expect(one).toEqual(other);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    expect(JSON.stringify(one)).not.toContain("submission-");
    expect(one.script).toMatch(/^"use strict";/);
  });

  test("has a hash of the files' names and contents", async () => {
    const { hash } = await programOf({ "raft.ts": raftWith("") });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await programOf({ "raft.ts": raftWith("x = 1") })).hash).not.toBe(hash);
  });

  test("of role kv needs both files", async () => {
    const files = { "server.ts": "export class KVServer {}", "client.ts": "export class Clerk {}" };
    expect((await programOf(files, "kv")).files).toEqual(["client.ts", "server.ts"]);
  });
});
