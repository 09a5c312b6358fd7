import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseConfigFileTextToJson } from "typescript";
import { kitRoot } from "./kit-root";
import { LIB } from "./lib";
import { withFolder } from "./lone-server";
import { showProblem } from "./problem";
import { findTypeErrors } from "./type-errors";
import { typecheck } from "./typecheck";

const RAFT = readFileSync(join(__dirname, "..", "..", "starter", "raft.ts"), "utf8");

/** Problems as shown, of the starter's raft.ts with one text replaced by another. */
function check(from: string | RegExp, to: string): Promise<{ diagnostics: string[]; contract: string[] }> {
  const text = RAFT.replace(from, to);
  if (text === RAFT && from !== "") throw new Error("the starter has changed");
  return withFolder({ "raft.ts": text }, (dir) => {
    const { diagnostics, contract } = findTypeErrors(dir, "raft", kitRoot());
    const strip = (shown: string): string => shown.replace(/:\d+:\d+:/, "");
    return { diagnostics: diagnostics.map(showProblem).map(strip), contract: contract.map(showProblem).map(strip) };
  });
}

test("what is right has no problems", async () => {
  expect(await check("", "")).toEqual({ diagnostics: [], contract: [] });
});

test.each([
  ["process.exit(1)", "error TS2591: Cannot find name 'process'"],
  ["fetch('x')", "error TS2304: Cannot find name 'fetch'"],
  ["require('fs')", "error TS2591: Cannot find name 'require'"],
  ["new SharedArrayBuffer(1)", "error TS2583: Cannot find name 'SharedArrayBuffer'"],
  ["new WeakRef({})", "error TS2304: Cannot find name 'WeakRef'"],
  ["Atomics", "error TS2583: Cannot find name 'Atomics'"],
  ["new Intl.NumberFormat()", "error TS2304: Cannot find name 'Intl'"],
  ["eval('1')", "error TS2304: Cannot find name 'eval'"],
  ["document", "error TS2584: Cannot find name 'document'"],
  ["new URL('x')", "error TS2304: Cannot find name 'URL'"],
  ["Buffer.from('x')", "error TS2591: Cannot find name 'Buffer'"],
  ["const n: number = 'x'", "error TS2322: Type 'string' is not assignable to type 'number'."],
])("%s is a type error", async (code, expected) => {
  const { diagnostics } = await check(`return todo("2a", "Raft.getState");`, `${code}; return todo("2a", "x");`);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatch(new RegExp(`^raft.ts ${expected.replace(/[.()]/g, "\\$&")}`));
});

test("all that the interface promises may be used", async () => {
  const code = `
    const t: number = setTimeout((a: string, b: number) => a + b, 5, "a", 1); clearTimeout(t); clearInterval(setInterval(() => {}, 1));
    clearImmediate(setImmediate(() => {})); queueMicrotask(() => {}); performance.now(); crypto.randomUUID();
    crypto.getRandomValues(new Uint8Array(1)); structuredClone({ a: 1 }).a; new TextDecoder().decode(new TextEncoder().encode("x"));
    console.log(new Date(), [1].at(-1), [1].findLast((x) => x), [2].toSorted(), 1n, Object.fromEntries([]), new Map());
    for (const timer of [t]) console.error(timer, new Error("x", { cause: 1 })); Promise.allSettled([]);
    this.peers[0]!.call("Raft.requestVote", { term: 1 }).then((reply) => reply?.term);`;
  expect(await check(`return todo("2a", "Raft.getState");`, `${code} return todo("2a", "x");`)).toEqual({
    diagnostics: [],
    contract: [],
  });
});

test.each([
  ["class Raft {", "class Draft {", "raft.ts exports no class Raft"],
  ["  getState(): RaftState", "  getTheState(): RaftState", "raft.ts class Raft has no method getState"],
  ["  getState(): RaftState", "  private getState(): RaftState", "raft.ts Raft.getState must be public"],
  [
    "  getState(): RaftState",
    "  async getState(): Promise<RaftState>",
    "raft.ts Raft.getState must be () => RaftState, but is () => Promise<RaftState>",
  ],
  ["kill(): void", "kill(hard: boolean): void", "raft.ts Raft.kill must be () => void, but is (hard: boolean) => void"],
  [
    "snapshot(index: number, snapshot: string): void",
    "snapshot(index: string): void",
    "raft.ts Raft.snapshot must be (index: number, snapshot: string) => void, but is (index: string) => void",
  ],
  [
    "protected readonly me: number",
    "protected readonly me: string",
    "raft.ts the constructor of class Raft must accept (peers: readonly Peer[], me: number, persister: Persister, applyCh: ApplyCh)",
  ],
])("contract: %s → %s", async (from, to, expected) => {
  const { contract } = await check(from, to);
  expect(contract).toEqual([expected]);
});

test.each([
  ["start(command: Json)", "start(command: string)"],
  [
    "requestVote(args: RequestVoteArgs): RequestVoteReply",
    "async requestVote(args: RequestVoteArgs): Promise<RequestVoteReply>",
  ],
  ["): RaftState {", "): RaftState & { more: number } {"],
  [/  snapshot\([^}]*\}/, ""],
])("contract: %s may be %s", async (from, to) => {
  expect((await check(from, to)).contract).toEqual([]);
});

test("contract of lab 3", async () => {
  const files = {
    "raft.ts": RAFT,
    "server.ts": `export class KVServer { raft = { start() {} }; }`,
    "client.ts": `export class Clerk { async get(key: string) { return 5; } async put(k: string, v: string) {} }`,
  };
  const contract = await withFolder(files, (dir) =>
    findTypeErrors(dir, "kv", kitRoot()).contract.map(({ text }) => text),
  );
  expect(contract).toEqual(
    [
      "class Raft has no method getState",
      "class Raft has no method kill",
      "class Raft has no method requestVote",
      "class Raft has no method appendEntries",
      "Raft.start must be (command: Json) => StartResult, but is () => void",
      "class KVServer has no method kill",
      "Clerk.get must be (key: string) => Promise<string>, but is (key: string) => Promise<number>",
      "class Clerk has no method append",
    ].sort((a, b) => contract.indexOf(a) - contract.indexOf(b)),
  );
});

test("an unchanged submission is not checked again, a changed one is", async () => {
  await withFolder({ "raft.ts": RAFT, "more/a.ts": `export const a: number = ${Date.now()};` }, async (dir) => {
    expect(typecheck(dir, "raft")).toEqual({ diagnostics: [], contract: [] });
    jest.isolateModules(() => {
      jest.doMock("./type-errors", () => {
        throw new Error("the compiler was loaded");
      });
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const again = require("./typecheck") as typeof import("./typecheck");
      expect(again.typecheck(dir, "raft")).toEqual({ diagnostics: [], contract: [] });
      expect(() => again.typecheck(dir, "kv")).toThrow("the compiler was loaded");
    });
  });
});

test("an editor sees the same language as the tester", () => {
  const path = join(kitRoot(), "starter", "tsconfig.json");
  if (!existsSync(path)) return;
  const { config } = parseConfigFileTextToJson(path, readFileSync(path, "utf8")) as {
    config: { compilerOptions: { lib: string[] } };
  };
  expect(config.compilerOptions.lib).toEqual(LIB);
});
